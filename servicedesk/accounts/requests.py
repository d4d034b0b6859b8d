from django.http import HttpRequest

from servicedesk.accounts.models import User


class PersonsRequest(HttpRequest):
    """A request of somebody who is logged in, as every view gets it that does not say `login_not_required`."""

    user: User
