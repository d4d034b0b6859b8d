from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from servicedesk.accounts.actions.mailing import queue_mail
from servicedesk.accounts.links import LinkNotValid, Purpose, read_link
from servicedesk.accounts.models import User
from servicedesk.accounts.passwords import check_new_password
from servicedesk.accounts.sessions import end_sessions


def ask_for_reset(address: str, *, next: str) -> None:
    """Have a link sent, if there is somebody to send it to: that is looked up when the mail leaves (S26, S59)."""
    queue_mail("reset", address, args={"next": next})


def reset_password(token: str, *, password: str) -> User:
    """Set the password of a reset link's person and end all their sessions (A40). Raises LinkNotValid and ValidationError."""
    link = read_link(token, Purpose.RESET)
    if link.user is None:
        raise LinkNotValid
    check_new_password(password, link.user)
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=link.user.pk)
        # Of two tries at once the second finds the link used.
        read_link(token, Purpose.RESET)
        _set_password(user, password)
    return user


def change_password(user: User, *, current: str, new: str) -> None:
    """Raises ValidationError as a dict, by the name of the argument that is wrong. Every session of the person ends (S57)."""
    if not user.check_password(current):
        raise ValidationError({"current": _("This is not your current password.")})
    try:
        check_new_password(new, user)
    except ValidationError as weak:
        raise ValidationError({"new": weak.messages}) from weak
    with transaction.atomic():
        _set_password(user, new)


def _set_password(user: User, password: str) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user)
    queue_mail("password-changed", user.email, user=user)
