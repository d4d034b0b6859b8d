"""The Jinja2 environment of every page: translations, filters, addresses and the components."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment

from servicedesk.core.texts import say
from servicedesk.ui import filters
from servicedesk.ui.shell import Shell


def environment(**options: Any) -> Environment:
    options.setdefault("autoescape", True)
    result = Environment(  # noqa: S701  # autoescape is set in the line above
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        **options,
    )
    result.policies["ext.i18n.trimmed"] = True
    result.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    result.filters.update({name: getattr(filters, name) for name in filters.__all__}, say=say)
    result.globals.update(
        url=url, static=static, get_language=translation.get_language, shell=Shell(), ui=Components(result)
    )
    return result


def url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


class Components:
    """`ui.pill` is the macro `pill` of `ui/components/pill.html`, read at its first use and kept."""

    def __init__(self, environment: Environment):
        self._environment = environment

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        macro = getattr(self._environment.get_template(f"ui/components/{name}.html").module, name)
        if not self._environment.auto_reload:
            self.__dict__[name] = macro
        return macro
