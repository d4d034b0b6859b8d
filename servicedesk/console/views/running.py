"""What runs by itself and may need a hand: mails, jobs; and the record of who changed what."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.audit.models import AuditEntry
from servicedesk.console.views._door import for_administrators
from servicedesk.console.views._press import press
from servicedesk.console.words import tell
from servicedesk.core.pagination import page
from servicedesk.core.tasks.leases import run_again as run_job_again
from servicedesk.core.tasks.models import Job, Worker
from servicedesk.outbox.actions import send_again as send_mail_again
from servicedesk.outbox.queries import trouble

PAGE = 50


@require_safe
@for_administrators
def mails(request: PersonsRequest) -> HttpResponse:
    rows = page(trouble(), by="id", size=PAGE, cursor=request.GET.get("page", ""), bound_to="mails")
    return render(request, "console/mails.html", {"mails": rows})


@require_POST
@for_administrators
def send_again(request: PersonsRequest, mail: int) -> HttpResponse:
    found = get_object_or_404(trouble(), pk=mail)
    return press(request, reverse("console_mails"), _("It is tried again now."), send_mail_again, found)


@require_safe
@for_administrators
def jobs(request: PersonsRequest) -> HttpResponse:
    rows = page(Job.objects.parked(), by="id", size=PAGE, cursor=request.GET.get("page", ""), bound_to="jobs")
    return render(request, "console/jobs.html", {"jobs": rows, "workers": Worker.objects.order_by("-seen_at")[:PAGE]})


@require_POST
@for_administrators
def run_again(request: PersonsRequest, job: int) -> HttpResponse:
    run_job_again(get_object_or_404(Job.objects.parked(), pk=job))
    messages.success(request, _("It runs again as soon as a worker is free."))
    return redirect("console_jobs")


@require_safe
@for_administrators
def audit(request: PersonsRequest) -> HttpResponse:
    rows = page(
        AuditEntry.objects.select_related("by"),
        by="at",
        size=PAGE,
        cursor=request.GET.get("page", ""),
        bound_to="audit",
    )
    return render(
        request, "console/audit.html", {"entries": rows, "listed": [(entry, tell(entry)) for entry in rows.rows]}
    )
