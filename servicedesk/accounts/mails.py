"""The mails about accounts, put into words at the moment they leave: only here are links made, and only now is it looked up who has an account."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from servicedesk.accounts.links import WORKS_FOR, Purpose, make_link
from servicedesk.accounts.models import User
from servicedesk.accounts.signin import may_log_in
from servicedesk.outbox.models import OutgoingMail
from servicedesk.outbox.rendering import Rendered


@dataclass(frozen=True)
class Words:
    template: str
    subject: str
    context: dict[str, Any] = field(default_factory=dict)


def account_mail(mail: OutgoingMail) -> Rendered | None:
    """Return the words of a mail of the kind `account`, or None when there is nobody, or nothing any more, to tell."""
    person = mail.to_user or User.objects.filter(email=mail.to_address).first()
    if person and not may_log_in(person):
        return None
    with translation.override(person.language if person else mail.language):
        words = _WRITERS[mail.args["purpose"]](mail, person)
        return _rendered(words, person) if words else None


def _sign_up(mail: OutgoingMail, person: User | None) -> Words | None:
    if person and person.has_signed_up:
        return _already_there(mail)
    return Words("sign_up", _("Finish signing up"), _link(Purpose.SIGN_UP, mail, person))


def _already_there(mail: OutgoingMail) -> Words:
    wanted = {"next": mail.args.get("next") or "/"}
    context = {"log_in_url": _page("login", wanted), "reset_url": _page("forgot_password", wanted)}
    return Words("already_there", _("You already have an account"), context)


def _reset(mail: OutgoingMail, person: User | None) -> Words | None:
    if person is None:
        return None
    if not person.has_signed_up:
        return _sign_up(mail, person)
    return Words("reset", _("Choose a new password"), _link(Purpose.RESET, mail, person))


def _invitation(mail: OutgoingMail, person: User | None) -> Words | None:
    if person is None or person.has_signed_up:
        return None
    return Words("invitation", _("You are invited"), _link(Purpose.INVITATION, mail, person))


def _confirm_address(mail: OutgoingMail, person: User | None) -> Words | None:
    if person is None or User.objects.filter(email=mail.to_address).exists():
        return None
    return Words("confirm_address", _("Confirm your new e-mail address"), _link(Purpose.CHANGE_ADDRESS, mail, person))


def _address_changed(mail: OutgoingMail, person: User | None) -> Words:
    return Words("address_changed", _("Your e-mail address was changed"))


def _password_changed(mail: OutgoingMail, person: User | None) -> Words:
    return Words("password_changed", _("Your password was changed"), {"reset_url": _page("forgot_password")})


_WRITERS: dict[str, Callable[[OutgoingMail, User | None], Words | None]] = {
    "sign-up": _sign_up,
    "reset": _reset,
    "invitation": _invitation,
    "confirm-address": _confirm_address,
    "address-changed": _address_changed,
    "password-changed": _password_changed,
}


def _link(purpose: Purpose, mail: OutgoingMail, person: User | None) -> dict[str, Any]:
    # A sign-up link belongs to the address, an account or none: the person may be made or gone before it is opened.
    owner = None if purpose in (Purpose.SIGN_UP, Purpose.INVITATION) else person
    link = make_link(purpose, mail.to_address, user=owner, next=mail.args.get("next", ""))
    return {"link": link, "hours": int(WORKS_FOR[purpose].total_seconds() // 3600)}


def _page(name: str, query: dict[str, str] | None = None) -> str:
    return settings.BASE_URL + reverse(name) + (f"?{urlencode(query)}" if query else "")


def _rendered(words: Words, person: User | None) -> Rendered:
    context = {"subject": words.subject, "name": person.full_name if person else "", **words.context}
    text, html = (render_to_string(f"accounts/mails/{words.template}.{kind}", context) for kind in ("txt", "html"))
    return Rendered(subject=words.subject, text=text, html=html, to_name=context["name"])
