"""The worker process: threads that take jobs, and a pulse that keeps their leases and starts periodic tasks."""

import logging
import os
import queue
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django import db
from django.conf import settings
from django.utils import timezone

from servicedesk.core.tasks import leases, running
from servicedesk.core.tasks.models import Job, Worker
from servicedesk.core.tasks.schedule import enqueue_periodic_tasks

log = logging.getLogger(__name__)

SHORTEST_REST = 0.05
LONGEST_REST = 1.0
STOP_WITHIN = 8.0
EXIT_STUCK = 70


def run_worker(threads: Mapping[str, int]) -> int:
    """Works until SIGTERM or SIGINT, or until a job is stuck; returns the exit status.

    `threads` says how many threads serve each queue.
    """
    crew = Crew(threads)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: crew.stop())
    return crew.work()


@dataclass(frozen=True)
class Held:
    job: Job
    thread: threading.Thread
    until: float
    """By the monotonic clock; a job that takes longer is stuck."""


class Crew:
    def __init__(self, threads: Mapping[str, int]) -> None:
        self.threads = threads
        self.name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
        self.held: dict[UUID, Held] = {}
        self.stuck: set[threading.Thread] = set()
        self.ending = threading.Event()
        # A signal handler may put into a SimpleQueue at any moment; setting an Event there can deadlock.
        self.stop_requests: queue.SimpleQueue[int] = queue.SimpleQueue()

    def stop(self, status: int = 0) -> None:
        self.stop_requests.put(status)

    def work(self) -> int:
        members = [
            threading.Thread(target=self._serve, args=[name], name=f"{name}-{number}", daemon=True)
            for name, count in self.threads.items()
            for number in range(count)
        ]
        for member in members:
            member.start()
        status = self._beat_until_stopped()
        self.ending.set()
        self._wait_for([member for member in members if member not in self.stuck])
        self._guarded(self._leave)
        return status

    def _serve(self, queue_name: str) -> None:
        rest = SHORTEST_REST
        while not self.ending.is_set():
            if self._guarded(self._do_next, queue_name):
                rest = SHORTEST_REST
            else:
                self.ending.wait(rest)
                rest = min(2 * rest, LONGEST_REST)

    def _do_next(self, queue_name: str) -> bool:
        job = leases.claim([queue_name])
        if job is None or job.lease is None:
            return False
        self.held[job.lease] = Held(job, threading.current_thread(), time.monotonic() + running.time_limit(job))
        try:
            error = running.attempt(job)
            db.close_old_connections()
            if not self._settle(job, error):
                log.warning("%s was given to another worker, which has the last word.", job)
        finally:
            del self.held[job.lease]
        return True

    def _settle(self, job: Job, error: Exception | None) -> bool:
        """Outlasts a restart of the database, as long as the lease does (F19)."""
        give_up_at = time.monotonic() + settings.TASK_LEASE_SECONDS
        while True:
            try:
                return running.settle(job, error)
            except db.Error:
                if time.monotonic() > give_up_at:
                    raise
                db.close_old_connections()
                time.sleep(0.5)

    def _beat_until_stopped(self) -> int:
        while True:
            self._guarded(self._beat)
            try:
                return self.stop_requests.get(timeout=settings.TASK_LEASE_SECONDS / 4)
            except queue.Empty:
                continue

    def _beat(self) -> None:
        self._leave_stuck_jobs()
        if self.held:
            leases.renew(self.held)
        Worker.objects.update_or_create(name=self.name, defaults={"seen_at": timezone.now()})
        leases.note_vanished_workers()
        enqueue_periodic_tasks()

    def _leave_stuck_jobs(self) -> None:
        """A thread cannot be ended from outside, so the whole process ends, and whoever started it starts it anew."""
        for held in list(self.held.values()):
            if time.monotonic() > held.until:
                leases.note_crash(held.job, "The job took longer than it may.")
                self.stuck.add(held.thread)
                self.stop(EXIT_STUCK)

    def _wait_for(self, members: list[threading.Thread]) -> None:
        deadline = time.monotonic() + STOP_WITHIN
        for member in members:
            member.join(max(0, deadline - time.monotonic()))

    def _leave(self) -> None:
        for held in list(self.held.values()):
            leases.give_back(held.job)
        Worker.objects.filter(name=self.name).delete()

    def _guarded(self, step: Callable[..., object], *args: object) -> bool:
        """The loop goes on whatever happens; connections that broke are replaced before the next round."""
        try:
            return bool(step(*args))
        except Exception:
            log.exception("The worker could not go on and tries again.")
            return False
        finally:
            db.close_old_connections()
