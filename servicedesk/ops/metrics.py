"""Figures for Prometheus, read from the database when they are asked for, so that every process tells the same."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from servicedesk.core.tasks.models import Job, Worker
from servicedesk.outbox.models import OutgoingMail


def current_figures() -> bytes:
    registry = CollectorRegistry()
    registry.register(Figures())
    return generate_latest(registry)


class Figures(Collector):
    def collect(self) -> Iterator[GaugeMetricFamily]:
        jobs = GaugeMetricFamily("servicedesk_jobs", "Jobs that are not done.", labels=["queue", "state"])
        for queue, state, count in (
            Job.objects.exclude(state=Job.State.DONE).values_list("queue", "state").annotate(Count("pk")).order_by()
        ):
            jobs.add_metric([queue, state], count)
        yield jobs

        yield GaugeMetricFamily(
            "servicedesk_oldest_due_job_seconds", "How long the oldest due job has waited.", value=_longest_wait()
        )

        alive = timezone.now() - timedelta(seconds=2 * settings.TASK_LEASE_SECONDS)
        workers = Worker.objects.filter(seen_at__gte=alive).count()
        yield GaugeMetricFamily("servicedesk_workers", "Worker processes seen lately.", value=workers)

        mails = GaugeMetricFamily("servicedesk_outgoing_mails", "Mails that have not left.", labels=["state"])
        for state, count in (
            OutgoingMail.objects.exclude(state=OutgoingMail.State.SENT)
            .values_list("state")
            .annotate(Count("pk"))
            .order_by()
        ):
            mails.add_metric([state], count)
        yield mails


def _longest_wait() -> float:
    oldest = Job.objects.due().aggregate(at=Min("due_at"))["at"]
    return (timezone.now() - oldest).total_seconds() if oldest else 0
