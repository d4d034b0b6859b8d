"""From the dotted path that a job or a setting names to the task itself."""

from django.utils.module_loading import import_string

from servicedesk.core.tasks.limits import LimitedTask


class UnknownTask(Exception):
    """The path names nothing, or something that is no task: a job of another version of the program, perhaps."""


def load_task(path: str) -> LimitedTask[..., object]:
    try:
        task = import_string(path)
    except ImportError as missing:
        raise UnknownTask(f"There is no task {path}.") from missing
    if not isinstance(task, LimitedTask):
        raise UnknownTask(f"{path} is not a task.")
    return task
