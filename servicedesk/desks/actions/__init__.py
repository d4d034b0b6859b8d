from servicedesk.desks.actions.default_desk import ensure_default_desk

__all__ = ["ensure_default_desk"]
