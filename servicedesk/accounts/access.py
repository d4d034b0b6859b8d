"""Who may do what to people's accounts."""

from servicedesk.accounts.models import User


def may_invite_people(user: User) -> bool:
    """File for somebody who is not known yet, and send the mail that lets them finish signing up."""
    return user.is_active and (user.is_agent or user.is_system)


def may_change_accounts(user: User) -> bool:
    """Give and take roles, switch accounts off and on."""
    return user.is_active and user.is_administrator
