"""What the clock and the worker would have done in those six weeks."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from servicedesk.core.tasks.models import Job
from servicedesk.ops.demo.past import happened
from servicedesk.outbox.models import OutgoingMail
from servicedesk.search.index import index_tickets
from servicedesk.tickets.models import Ticket, TicketStep
from servicedesk.tickets.sweeping import close_what_is_over, tell_leads_of_late_answers

SEND = "servicedesk.outbox.tasks.send"
# Mails about the last hours are really sent, so that the mailbox has something to show and not everything.
NEWS = timedelta(hours=8)
MAIL_TAKES = timedelta(seconds=20)


def settle() -> None:
    _let_the_clock_act()
    index_tickets(Ticket.objects.all())
    Job.objects.filter(task__in=settings.TICKET_REACTIONS).delete()
    _have_sent_old_mails()


def _let_the_clock_act() -> None:
    """Close what was left, and tell the leads what is late, at the time when that was due, though not before what came last."""
    due = Ticket.objects.filter(due_at__lte=timezone.now()).annotate(latest=Max("events__step__at"))
    over = {ticket.pk: max(ticket.due_at, ticket.latest) for ticket in due if ticket.due_at}
    close_what_is_over()
    tell_leads_of_late_answers()
    for ticket in Ticket.objects.filter(pk__in=over):
        happened(ticket, over[ticket.pk])


def _have_sent_old_mails() -> None:
    times = dict(TicketStep.objects.filter(at__lt=timezone.now() - NEWS).values_list("pk", "at"))
    mails = [mail for mail in OutgoingMail.objects.filter(kind="ticket") if mail.args["step"] in times]
    for mail in mails:
        mail.created_at = times[mail.args["step"]]
        mail.state, mail.sent_at = OutgoingMail.State.SENT, mail.created_at + MAIL_TAKES
    OutgoingMail.objects.bulk_update(mails, ["created_at", "state", "sent_at"], batch_size=200)
    sent = {mail.pk for mail in mails}
    jobs = Job.objects.filter(task=SEND)
    jobs.filter(pk__in=[job.pk for job in jobs if job.args[0] in sent]).delete()
