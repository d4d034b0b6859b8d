from django_tasks import task

from servicedesk.search import index


@task()
def index_step(step_id: int) -> None:
    index.index_step(step_id)
