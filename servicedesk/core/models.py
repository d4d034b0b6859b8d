from servicedesk.core.limits import LimitCounter
from servicedesk.core.tasks.models import Job, Tick, Worker

__all__ = ["Job", "LimitCounter", "Tick", "Worker"]
