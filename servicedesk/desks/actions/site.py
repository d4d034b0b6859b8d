from collections.abc import Mapping

from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.audit.record import record
from servicedesk.desks.actions._change import check, put, setting_up, wrong_texts
from servicedesk.desks.models import Site


def change_site(*, by: User, name: str, hue: int, announcement: Mapping[str, str]) -> Site:
    """The installation's own name and colour, and what its start page announces."""
    with setting_up(by):
        site = Site.objects.filter(pk=1).first() or Site(pk=1)
        changes = put(site, {"name": name, "hue": hue, "announcement": announcement})
        wrong = wrong_texts(site, texts=("announcement",))
        if not 0 <= site.hue < 360:
            wrong["hue"] = _("A hue is a number from 0 to 359.")
        check(site, wrong)
        if changes:
            site.save()
            record("changed", site, by=by, changes=changes)
    return site
