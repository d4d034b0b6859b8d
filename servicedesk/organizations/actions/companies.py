from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.audit.record import record
from servicedesk.core.cleaning import clean_line
from servicedesk.core.errors import Refused, require
from servicedesk.organizations.access import may_change_members
from servicedesk.organizations.models import Organization


def create_organization(*, name: str, by: User) -> Organization:
    require(may_change_members(by))
    organization = Organization(name=_cleaned(name), created_by=by)
    with _one_of_a_name(), transaction.atomic():
        organization.save(force_insert=True)
        record("created", organization, by=by)
    return organization


def rename_organization(organization: Organization, *, name: str, by: User) -> None:
    require(may_change_members(by))
    before, organization.name = organization.name, _cleaned(name)
    with _one_of_a_name(), transaction.atomic():
        organization.save(update_fields=["name"])
        record("renamed", organization, by=by, before=before)


def _cleaned(name: str) -> str:
    name = clean_line(name)
    if not name:
        raise Refused(_("A company needs a name."))
    return name[:150]


class _one_of_a_name:
    """Turns a second company of the same name into a refusal that says so."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, IntegrityError):
            raise Refused(_("There is a company with this name already.")) from error
