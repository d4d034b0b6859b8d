"""What follows from a step for people: the reaction that `settings.TICKET_REACTIONS` names."""

from django_tasks import task

from servicedesk.notifications import delivery


@task()
def notify(step_id: int) -> None:
    delivery.notify(step_id)
