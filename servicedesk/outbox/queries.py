"""What the console shows of the outbox."""

from django.db.models import QuerySet

from servicedesk.outbox.models import OutgoingMail, SuppressedAddress

MANY = 1000


def trouble() -> QuerySet[OutgoingMail]:
    """The mails that did not leave, or not yet, latest first; `mail.reason` says why (S29)."""
    rows = OutgoingMail.objects.undelivered() | OutgoingMail.objects.put_off()
    return rows.select_related("to_user").order_by("-id")


def counts() -> dict[str, int]:
    """How many are in trouble; a count that reaches MANY + 1 is "more than"."""
    return {
        "undelivered": OutgoingMail.objects.undelivered()[: MANY + 1].count(),
        "waiting": OutgoingMail.objects.put_off()[: MANY + 1].count(),
        "suppressed": SuppressedAddress.objects.all()[: MANY + 1].count(),
    }
