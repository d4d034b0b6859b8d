"""A body that the gateway did not take is refused with a page like every other."""

import errno
import os
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponseBase

from servicedesk.ops.gateway import NO_SPACE, TOO_LARGE


class RefuseTooLargeBodies:
    """Stands behind LocaleMiddleware, so that the page is in the reader's language, and before all that acts on a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if TOO_LARGE in request.META:
            raise RequestDataTooBig
        if NO_SPACE in request.META:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.get_response(request)
