"""Who a password lets in. Every refusal costs exactly one hash, so that its time tells nothing about the account (A38)."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password
from django.http import HttpRequest

from servicedesk.accounts.models import User, normal_address
from servicedesk.accounts.passwords import LONGEST_PASSWORD


class EmailBackend(BaseBackend):
    def authenticate(
        self, request: HttpRequest | None, email: str = "", password: str = "", **_others: Any
    ) -> User | None:
        if len(password) > LONGEST_PASSWORD:
            return None
        user = User.objects.filter(email=normal_address(email)).first()
        known = user.password if user and may_log_in(user) else UNUSABLE_PASSWORD_PREFIX
        return user if check_password(password, known) else None

    def get_user(self, user_id: int) -> User | None:
        """Called for every request, so that a deactivated person is out at the next one (A40)."""
        user = User.objects.filter(pk=user_id).first()
        return user if user and may_log_in(user) else None


def may_log_in(user: User) -> bool:
    return user.is_active and not user.is_system
