from servicedesk.organizations.actions.companies import create_organization, rename_organization
from servicedesk.organizations.actions.members import add_member, change_member, remove_member

__all__ = ["add_member", "change_member", "create_organization", "remove_member", "rename_organization"]
