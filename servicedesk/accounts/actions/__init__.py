from servicedesk.accounts.actions.administration import create_administrator, deactivate, reactivate, set_role
from servicedesk.accounts.actions.passwords import ask_for_reset, change_password, reset_password
from servicedesk.accounts.actions.people import invite, person_for
from servicedesk.accounts.actions.profile import ask_for_address, change_address, change_language, change_profile
from servicedesk.accounts.actions.signing_up import ask_for_sign_up, sign_up

__all__ = [
    "ask_for_address",
    "ask_for_reset",
    "ask_for_sign_up",
    "change_address",
    "change_language",
    "change_password",
    "change_profile",
    "create_administrator",
    "deactivate",
    "invite",
    "person_for",
    "reactivate",
    "reset_password",
    "set_role",
    "sign_up",
]
