from django_tasks import task

from servicedesk.accounts.sessions import forget_ended_sessions


@task
def sweep_sessions() -> None:
    forget_ended_sessions()
