from django.conf import settings
from django.urls import path

from servicedesk.ops import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
]

demo_urlpatterns = [
    path("demo/mail/", views.mails, name="demo_mails"),
    path("demo/mail/<slug:name>/", views.mail, name="demo_mail"),
    path("demo/mail/<slug:name>/html/", views.mail_html, name="demo_mail_html"),
]

if settings.DEMO:
    urlpatterns += demo_urlpatterns
