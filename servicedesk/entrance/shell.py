"""The context processor that gives every template `shell`: what stands around a page's content (`ui.shell.Shell` names it).

Everything is worked out when a template asks, so that a page without a header pays nothing.
"""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.urls import reverse
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.core.prepared import ANYBODY, Prepared
from servicedesk.desks.setup import setup
from servicedesk.entrance.addresses import CONSOLE, HOME, REQUESTS, WORKSPACE
from servicedesk.tickets.models import Ticket

MOST_COUNTED = 99
TONES = {"debug": "neutral", "info": "info", "success": "done", "warning": "customer", "error": "trouble"}


def shell(request: HttpRequest) -> dict[str, "PageShell"]:
    return {"shell": PageShell(request)}


class PageShell:
    home_url = HOME
    requests_url = REQUESTS

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def site_name(self) -> str:
        return setup().site.name

    @property
    def letter(self) -> str:
        return self.site_name[:1].upper()

    @cached_property
    def brand_url(self) -> str:
        """The colours of the desk that the view noted on the request, else the installation's own."""
        owner = getattr(self._request, "desk", None) or setup().site
        return f"/brand/{owner.hue}.css"

    @cached_property
    def user(self) -> Any:
        user = getattr(self._request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def open_requests(self) -> int | str:
        """How many open requests of their own the person has; counted no further than shown."""
        if self.user is None:
            return 0
        count = len(_open_requests(self.user.role).fetch(self.user.pk))
        return count if count <= MOST_COUNTED else f"{MOST_COUNTED}+"

    @cached_property
    def menu(self) -> list[dict[str, str]]:
        own = [
            {"label": _("Profile"), "url": reverse("profile"), "icon": "user"},
            {"label": _("Change password"), "url": reverse("change_password"), "icon": "key-round"},
            {"label": _("Where you are logged in"), "url": reverse("sessions"), "icon": "monitor"},
        ]
        if self.user and self.user.is_agent:
            own.append({"label": _("Workspace"), "url": WORKSPACE, "icon": "layout-list"})
        if self.user and self.user.is_administrator:
            own.append({"label": _("Administration"), "url": CONSOLE, "icon": "settings"})
        return own

    @property
    def login_url(self) -> str:
        return reverse("login")

    @property
    def signup_url(self) -> str:
        return reverse("sign_up")

    @property
    def logout_url(self) -> str:
        return reverse("logout")

    @property
    def language_url(self) -> str:
        return reverse("language")

    @cached_property
    def languages(self) -> list[dict[str, Any]]:
        """Each language under the name that its own speakers give it."""
        current = get_language()
        return [
            {"code": code, "label": get_language_info(code)["name_local"], "current": code == current}
            for code, _name in settings.LANGUAGES
        ]

    @property
    def path(self) -> str:
        return self._request.get_full_path()

    @cached_property
    def notices(self) -> list[dict[str, str]]:
        return [
            {"tone": TONES.get(message.level_tag, "info"), "text": message.message}
            for message in messages.get_messages(self._request)
        ]

    @cached_property
    def rail(self) -> Sequence[Any]:
        """The sections beside the page, from the function that the surface left on the request."""
        sections = getattr(self._request, "rail", None)
        return sections() if sections else ()

    @cached_property
    def csrf(self) -> str:
        return csrf_input(self._request)


@lru_cache
def _open_requests(role: str) -> Prepared:
    anybody = User(pk=ANYBODY, role=role)
    own = Ticket.objects.visible_to(anybody).filter(requester=anybody).open()
    return Prepared(own.values_list("pk")[: MOST_COUNTED + 1])
