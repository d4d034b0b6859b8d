"""The outbox's work. Mails have a queue of their own, so that a mail server that hangs holds up nothing else (F7)."""

from django_tasks import task

from servicedesk.outbox import sending


@task(queue_name="mail", time_limit=300)
def send(mail_id: int) -> None:
    sending.send(mail_id)
