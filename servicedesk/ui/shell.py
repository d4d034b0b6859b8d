"""What every page shows around its content; a surface fills it in, an error page may do with the defaults."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

SITE_NAME = _("Service Desk")


@dataclass(frozen=True, slots=True)
class Shell:
    """`menu` holds {label, url, icon}; `languages` {code, label, current}; `notices` {tone, text}; `rail` {title, items: [{label, url, icon, count, current}]}."""

    site_name: Any = SITE_NAME
    letter: str = "S"
    home_url: str = "/"
    brand_url: str | None = None
    user: Any = None
    requests_url: str | None = None
    open_requests: int | str = 0
    menu: Sequence[Any] = ()
    login_url: str | None = None
    signup_url: str | None = None
    logout_url: str | None = None
    languages: Sequence[Any] = ()
    language_url: str | None = None
    path: str = "/"
    notices: Sequence[Any] = ()
    rail: Sequence[Any] = ()
    csrf: str = ""
