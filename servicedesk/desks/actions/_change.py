"""What every change of the set-up has in common: who may, one after the other, cleaned, checked, recorded, known to every process."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.core.cleaning import clean_line, clean_text
from servicedesk.core.errors import require
from servicedesk.desks.access import may_set_up
from servicedesk.desks.errors import WrongSettings
from servicedesk.desks.models import SetupVersion
from servicedesk.desks.setup import renew_version

LONGEST_NAME = 120
LONGEST_TEXT = 2000


@contextmanager
def setting_up(by: User) -> Iterator[None]:
    """One change of the set-up. Changes wait for one another, so that what one has checked still holds when it is written."""
    require(may_set_up(by))
    with transaction.atomic():
        list(SetupVersion.objects.select_for_update())
        yield
        renew_version()


def put(thing: Model, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set what is given, cleaned; return what that changed as [before, after]."""
    changes = {}
    for name, value in values.items():
        before, after = getattr(thing, name), _cleaned(value)
        if before != after:
            setattr(thing, name, after)
            changes[name] = [_plain(before), _plain(after)]
    return changes


def check(thing: Model, wrong: Mapping[str, str]) -> None:
    """Refuse what is wrong and what the model does not accept, all of it at once."""
    messages = {name: [message] for name, message in wrong.items() if message}
    try:
        thing.full_clean(validate_constraints=not messages)
    except ValidationError as error:
        messages = error.message_dict | messages
    if messages:
        raise WrongSettings(messages)


def wrong_texts(thing: Model, *, names: tuple[str, ...] = (), texts: tuple[str, ...] = ()) -> dict[str, str]:
    """What is wrong with texts in several languages: `names` are needed and short, `texts` may be missing and long."""
    found = {name: _wrong_text(getattr(thing, name), LONGEST_NAME, needed=True) for name in names}
    return found | {name: _wrong_text(getattr(thing, name), LONGEST_TEXT, needed=False) for name in texts}


def free_slug(text: str, taken: QuerySet, *, longest: int = 50, fallback: str, column: str = "slug") -> str:
    """Return a short name for addresses, made of `text`, that none of `taken` has."""
    stem = slugify(text)[:longest].strip("-") or fallback
    used = set(taken.filter(**{f"{column}__startswith": stem}).values_list(column, flat=True))
    return next(
        slug for slug in (stem, *(f"{stem}-{number}" for number in range(2, len(used) + 3))) if slug not in used
    )


def next_position(among: QuerySet) -> int:
    last = among.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def move(thing: Model, among: QuerySet, *, up: bool) -> None:
    """Let a thing change places with its neighbour; at the end of the row it stays."""
    rows = list(among)
    at = rows.index(thing)
    to = at - 1 if up else at + 1
    if 0 <= to < len(rows):
        rows.insert(to, rows.pop(at))
        for position, row in enumerate(rows):
            row.position = position
        among.model._default_manager.bulk_update(rows, ["position"])


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean_line(value)
    if isinstance(value, Mapping) and all(isinstance(text, str) for text in value.values()):
        texts = {code: clean_text(value.get(code, "")) for code, _name in settings.LANGUAGES}
        return {code: text for code, text in texts.items() if text}
    return value


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, timedelta) else value


def _wrong_text(texts: Mapping[str, str], longest: int, *, needed: bool) -> str:
    if (needed or texts) and not texts.get("en"):
        return _("Please write the English text: it stands in for every language that has none.")
    if any(len(text) > longest for text in texts.values()):
        return _("Please write at most %(count)s characters.") % {"count": longest}
    return ""
