"""The smallest Django there is, by which every figure is measured: one view, no middleware, no database."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

HELLO = b"Hello"


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse(HELLO, headers={"Content-Length": str(len(HELLO))})


urlpatterns = [path("", hello)]

if not settings.configured:
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="bare")  # noqa: S106 - signs nothing

application = get_wsgi_application()
