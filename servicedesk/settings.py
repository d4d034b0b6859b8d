"""Everything a process needs to start, read from the environment or an `.env` file; docs/operators.md describes each setting.

What an administrator may change while the product runs is data and kept in the console, not here.
"""

import os
import re
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent

env: Any = environ.Env()
env_file = Path(env.str("SERVICEDESK_ENV_FILE", default=".env"))
if env_file.is_file():
    env.read_env(env_file)


def read(name: str, kind: str, default: Any, expected: str) -> Any:
    """Return the setting `name`; stop the start with its name and what is expected when the value does not fit."""
    try:
        return getattr(env, kind)(name, default=default)
    except (ValueError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} is wrong: expected {expected}.") from error


def read_base_url() -> str:
    value: str = env.str("BASE_URL", default=f"http://127.0.0.1:{env.str('PORT', default='8000')}").rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            "BASE_URL is wrong: expected http:// or https:// and a host, like https://support.example.com."
        )
    return value


def read_secret_key(data: Path, embedded: bool) -> str:
    key: str = env.str("SECRET_KEY", default="")
    if key:
        return key
    if not embedded:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing: on PostgreSQL every process needs the same long random text."
        )
    kept = data / "secret_key"
    if not kept.exists():
        data.mkdir(parents=True, exist_ok=True)
        try:
            with open(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
    return kept.read_text().strip()


def read_database(data: Path) -> dict[str, Any]:
    default = f"sqlite:///{(data / 'servicedesk.sqlite3').absolute()}"
    value = env.str("DATABASE_URL", default=default)
    if not value.startswith(("sqlite:", "postgres:", "postgresql:")):
        raise ImproperlyConfigured(
            "DATABASE_URL is wrong: expected postgres://user:password@host:port/name or sqlite:///path."
        )
    database: dict[str, Any] = environ.Env.db_url_config(value)
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;",
        }
        database["CONN_MAX_AGE"] = None
    else:
        database["ENGINE"] = "django.db.backends.postgresql"
        database["OPTIONS"] = {
            "pool": {"min_size": 1, "max_size": 10, "timeout": 10},
            # Whoever holds a row for longer lets everybody behind it down with an answer, not with silence (F23).
            "options": "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s",
            **database.get("OPTIONS", {}),
        }
    return database


DATA = Path(env.str("SERVICEDESK_DATA", default="data")).absolute()
DATABASES = {"default": read_database(DATA)}
EMBEDDED = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if EMBEDDED:
    DATA.mkdir(parents=True, exist_ok=True)
SECRET_KEY = read_secret_key(DATA, EMBEDDED)
SECRET_KEY_FALLBACKS = read("SECRET_KEY_FALLBACKS", "list", [], "older keys, separated by commas")
DEBUG = False
DEMO = read("SERVICEDESK_DEMO", "bool", False, "true or false")

BASE_URL = read_base_url()
_base = urlsplit(BASE_URL)
ALLOWED_HOSTS = [_base.hostname or "", *read("ALLOWED_HOSTS", "list", [], "host names, separated by commas")]
if _base.hostname == "127.0.0.1":
    ALLOWED_HOSTS.append("localhost")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE = _base.scheme == "https"
TRUSTED_PROXIES = read("TRUSTED_PROXIES", "int", 0, "the number of proxies in front, like 1")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "servicedesk.core",
    "servicedesk.ui",
    "servicedesk.audit",
    "servicedesk.outbox",
    "servicedesk.accounts",
    "servicedesk.organizations",
    "servicedesk.desks",
    "servicedesk.tickets",
    "servicedesk.search",
    "servicedesk.notifications",
    "servicedesk.entrance",
    "servicedesk.portal",
    "servicedesk.workspace",
    "servicedesk.console",
    "servicedesk.ops",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "servicedesk.entrance.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "servicedesk.ops.refusals.RefuseTooLargeBodies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "servicedesk.entrance.middleware.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "servicedesk.entrance.middleware.PersonsLanguageAndTime",
    "servicedesk.entrance.middleware.FreshSetup",
    "servicedesk.entrance.middleware.ClearErrors",
]

# What follows from every step on a ticket: one job each, in the step's own transaction, idempotent and retried alone.
TICKET_REACTIONS = [
    "servicedesk.search.tasks.index_step",
    "servicedesk.notifications.tasks.notify",
]

# Work that comes round by itself: the task and every how many seconds.
PERIODIC_TASKS = [
    ("servicedesk.tickets.tasks.close_what_is_over", 300),
    ("servicedesk.tickets.tasks.tell_leads_of_late_answers", 60),
    ("servicedesk.tickets.tasks.sweep", 3600),
    ("servicedesk.core.tasks.sweep.sweep_finished_jobs", 3600),
    ("servicedesk.core.tasks.sweep.sweep_limits", 3600),
    ("servicedesk.entrance.tasks.sweep_sessions", 86400),
]

# How the outbox turns the kind of a mail into its words, at the moment it leaves.
OUTBOX_MAILS = {
    "account": "servicedesk.accounts.mails.account_mail",
    "ticket": "servicedesk.notifications.mails.ticket_mail",
}

ROOT_URLCONF = "servicedesk.urls"
WSGI_APPLICATION = "servicedesk.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.Jinja2"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            PACKAGE / floor / "templates"
            for floor in ("ui", "accounts", "notifications", "entrance", "portal", "workspace", "console", "ops")
        ],
        "OPTIONS": {
            "environment": "servicedesk.ui.jinja.environment",
            "context_processors": ["servicedesk.entrance.shell.shell"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["servicedesk.accounts.signin.EmailBackend"]
# OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane.
PASSWORD_HASHERS = ["servicedesk.accounts.hashing.Argon2", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_ADAPTER = "servicedesk.accounts.adapter.Adapter"
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "servicedesk.entrance.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE and TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "DENY"

# Sizes in bytes. A file goes up alone; a form without JavaScript may carry all its files at once.
UPLOAD_MAX_BYTES = 25 * 1024 * 1024
UPLOADS_PER_MESSAGE = 10
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# The largest body of a request, by the beginning of its path: a form without JavaScript carries all its files at once.
_FORM_WITH_FILES = UPLOADS_PER_MESSAGE * UPLOAD_MAX_BYTES + 10 * 1024 * 1024
REQUEST_BODY_LIMITS = [
    ("/uploads/", UPLOAD_MAX_BYTES + 5 * 1024 * 1024),
    *((prefix, _FORM_WITH_FILES) for prefix in ("/desks/", "/requests/", "/agent/")),
    ("/", DATA_UPLOAD_MAX_MEMORY_SIZE),
]
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600

LANGUAGE_CODE = read("LANGUAGE_CODE", "str", "en", "en or de")
LANGUAGES = [("en", _("English")), ("de", _("German"))]
if LANGUAGE_CODE not in dict(LANGUAGES):
    raise ImproperlyConfigured("LANGUAGE_CODE is wrong: expected en or de.")
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = SECURE
TIME_ZONE = read("TIME_ZONE", "str", "UTC", "a time zone like Europe/Helsinki")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {
        "BACKEND": "servicedesk.core.files.DurableStorage",
        "OPTIONS": {"location": DATA / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "servicedesk.ui.storage.StaticStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if env.str("CACHE_URL", default=""):
    CACHES["default"] = env.cache_url("CACHE_URL")

try:
    _email = env.email_url("EMAIL_URL", default="smtp://127.0.0.1:25")
except (ValueError, KeyError, ImproperlyConfigured) as error:
    raise ImproperlyConfigured(
        "EMAIL_URL is wrong: expected smtp://, smtps:// or smtp+tls:// with user:password@host:port."
    ) from error
vars().update({name: value for name, value in _email.items() if name != "EMAIL_FILE_PATH"})
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL",
    default=f"Service Desk <noreply@{_base.hostname if _base.hostname != '127.0.0.1' else 'localhost.localdomain'}>",
)
if not re.fullmatch(r"[^<>@,\r\n]*<[^<>@,\s]+@[\w.-]+>|[^<>@,\s]+@[\w.-]+", DEFAULT_FROM_EMAIL):
    raise ImproperlyConfigured(
        "DEFAULT_FROM_EMAIL is wrong: expected an address like Example Support <support@example.com>."
    )

TASKS = {"default": {"BACKEND": "servicedesk.core.tasks.backend.DatabaseBackend"}}
# How many threads of a worker serve each queue; a task names its queue, "default" unless it says so.
TASK_THREADS = {"default": 2, "mail": 2}
TASK_LEASE_SECONDS = read("TASK_LEASE_SECONDS", "int", 20, "a number of seconds, like 20")

# Whoever shows this token may read /metrics from elsewhere; this machine needs none.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

LOG_FORMAT = read("LOG_FORMAT", "str", "text", "text or json")
if LOG_FORMAT not in ("text", "json"):
    raise ImproperlyConfigured("LOG_FORMAT is wrong: expected text or json.")
LOGGING_CONFIG = "servicedesk.core.logs.configure"
LOGGING = {"format": LOG_FORMAT}
SILENCED_SYSTEM_CHECKS = ["security.W019"]
