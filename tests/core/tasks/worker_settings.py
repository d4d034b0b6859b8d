"""For worker processes that are started and killed by the dozen: the lowest floor alone, and nothing that comes round by itself."""

from servicedesk.settings import *  # noqa: F403

INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "django_tasks", "servicedesk.core"]
AUTH_USER_MODEL = "auth.User"
PERIODIC_TASKS: list[tuple[str, float]] = []
