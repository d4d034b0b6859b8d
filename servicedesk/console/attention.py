"""What an administrator should look at, each with the page where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from servicedesk.core.tasks.models import Job, Worker
from servicedesk.core.texts import say
from servicedesk.desks.models import Desk, DeskRole
from servicedesk.desks.setup import setup
from servicedesk.outbox.queries import counts

MOST_COUNTED = 1000
WORKER_IS_GONE_AFTER = timedelta(minutes=2)


@dataclass(frozen=True)
class Thing:
    text: str
    link: str
    url: str
    tone: str = "customer"


def things_to_attend_to() -> list[Thing]:
    return [*_running(), *_desks()]


def _running() -> Iterator[Thing]:
    if not Worker.objects.filter(seen_at__gt=timezone.now() - WORKER_IS_GONE_AFTER).exists():
        yield Thing(
            _("No worker is running: no mail leaves and nothing closes by itself."),
            _("Background work"),
            reverse("console_jobs"),
            "trouble",
        )
    if parked := Job.objects.parked()[:MOST_COUNTED].count():
        text = ngettext("%(count)s job was given up.", "%(count)s jobs were given up.", parked) % {"count": parked}
        yield Thing(text, _("See why, and run again"), reverse("console_jobs"), "trouble")
    mails = counts()
    if failed := mails["undelivered"]:
        text = ngettext("%(count)s mail could not be delivered.", "%(count)s mails could not be delivered.", failed) % {
            "count": failed
        }
        yield Thing(text, _("See why, and send again"), reverse("console_mails"), "trouble")
    if waiting := mails["waiting"]:
        text = ngettext(
            "%(count)s mail waits for another attempt.", "%(count)s mails wait for another attempt.", waiting
        ) % {"count": waiting}
        yield Thing(text, _("See why"), reverse("console_mails"))


def _desks() -> Iterator[Thing]:
    staffed = set(DeskRole.objects.values_list("desk", flat=True))
    for desk in setup().desks.values():
        yield from _desk(desk, desk.pk in staffed)


def _desk(desk: Desk, is_staffed: bool) -> Iterator[Thing]:
    name = {"desk": say(desk.name)}
    if not setup().types_of(desk.pk):
        yield Thing(
            _("%(desk)s offers no request type: customers cannot write to it.") % name,
            _("Add one"),
            reverse("console_request_types", args=[desk.slug]),
        )
    if not is_staffed:
        yield Thing(
            _("Nobody but administrators works on %(desk)s.") % name,
            _("Choose who does"),
            reverse("console_desk_people", args=[desk.slug]),
        )
    if not desk.phone:
        yield Thing(
            _("%(desk)s has no phone number on its home page.") % name,
            _("Give one"),
            reverse("console_desk", args=[desk.slug]),
            "info",
        )
