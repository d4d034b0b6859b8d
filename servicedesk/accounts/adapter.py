from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from servicedesk.core.network import client_address


class Adapter(DefaultAccountAdapter):
    """Takes the stages of a log-in and the list of sessions from allauth; its own sign-up, messages and mails are not used."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *arguments: Any, **options: Any) -> None:
        """The surfaces say what there is to say."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mails leave by the outbox alone."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)
