"""Work on tickets that comes round by itself or follows from a change. Each task is a call of one function."""

from django_tasks import task

from servicedesk.tickets import sweeping, thumbnails


@task()
def close_what_is_over() -> None:
    sweeping.close_what_is_over()


@task()
def tell_leads_of_late_answers() -> None:
    sweeping.tell_leads_of_late_answers()


@task()
def sweep() -> None:
    sweeping.sweep_drafts_and_uploads()


@task(max_attempts=3, time_limit=60)
def make_thumbnail(model: str, file_id: str) -> None:
    thumbnails.make_thumbnail(model, file_id)
