"""What a password must be."""

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User

# Longer ones are refused unhashed: hashing ten million characters is an attack (A44).
LONGEST_PASSWORD = 4096


def check_new_password(password: str, user: User) -> None:
    """Raise ValidationError with every reason why `password` is too weak for `user`, who need not be saved yet (S27)."""
    if len(password) > LONGEST_PASSWORD:
        raise ValidationError(_("A password has at most %(number)s characters.") % {"number": LONGEST_PASSWORD})
    password_validation.validate_password(password, user)


def _rules() -> str:
    return " ".join(password_validation.password_validators_help_texts())


# The rules in the language active when they are shown.
password_rules = lazy(_rules, str)
