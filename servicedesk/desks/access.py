"""Who works on which desk. What customers may see of desks is `Desk.objects.visible_to`."""

from servicedesk.accounts.models import User, Visitor
from servicedesk.desks.models import Desk, DeskRole
from servicedesk.desks.setup import setup


def works_on(user: User, desk_id: int) -> bool:
    """Whether a person handles the tickets of a desk. Asked of the database once for each loaded person, that is once a request."""
    return user.is_active and (user.is_administrator or user.is_system or desk_id in desk_roles(user))


def leads(user: User, desk_id: int) -> bool:
    return user.is_administrator or desk_roles(user).get(desk_id) == DeskRole.Role.LEAD


def desk_roles(user: Visitor) -> dict[int, str]:
    """The desks an agent works on, with the role there; empty for customers."""
    if not user.is_authenticated or not user.is_agent:
        return {}
    kept: dict[int, str] | None = user.__dict__.get("_desk_roles")
    if kept is None:
        kept = dict(DeskRole.objects.filter(user=user).values_list("desk_id", "role"))
        user.__dict__["_desk_roles"] = kept
    return kept


def handled_desks(user: User) -> list[int]:
    """The desks whose tickets a person handles, in the order of their ids."""
    return sorted(setup().desks if user.is_administrator else desk_roles(user))


def may_set_up(user: Visitor) -> bool:
    """Whether a person may shape desks, request types, fields and statuses."""
    return user.is_authenticated and user.is_active and user.is_administrator


def may_see_desk(user: Visitor, desk: Desk) -> bool:
    """Asked of the database once for each loaded person, like `works_on`: by the view that finds the desk and by the action."""
    seen: set[int] | None = user.__dict__.get("_seen_desks")
    if seen is None:
        seen = set(Desk.objects.visible_to(user).values_list("pk", flat=True))
        user.__dict__["_seen_desks"] = seen
    return desk.pk in seen
