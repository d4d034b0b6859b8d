from django.urls import path, register_converter

from servicedesk.portal.views import drafts, help, home, requests
from servicedesk.tickets.references import ReferenceConverter

register_converter(ReferenceConverter, "reference")

urlpatterns = [
    path("", home.home, name="home"),
    path("desks/<slug:desk>/", home.desk, name="desk"),
    path("desks/<slug:desk>/new/<slug:request_type>/", requests.new, name="new_request"),
    path("desks/<slug:desk>/new/<slug:request_type>/draft/", drafts.of_new_request, name="draft_new_request"),
    path("requests/", requests.index, name="requests"),
    path("requests/<reference:reference>/", requests.show, name="request"),
    path("requests/<reference:reference>/live/", requests.live, name="request_live"),
    path("requests/<reference:reference>/draft/", drafts.of_reply, name="draft_reply"),
    path("requests/<reference:reference>/reply/", requests.reply, name="request_reply"),
    path("requests/<reference:reference>/resolve/", requests.resolve, name="request_resolve"),
    path("requests/<reference:reference>/reopen/", requests.reopen, name="request_reopen"),
    path("requests/<reference:reference>/cancel/", requests.cancel, name="request_cancel"),
    path("requests/<reference:reference>/mails/", requests.mails, name="request_mails"),
    path("requests/<reference:reference>/share/", requests.share, name="request_share"),
    path("requests/<reference:reference>/participants/", requests.add_participant, name="request_add_participant"),
    path(
        "requests/<reference:reference>/participants/<int:person>/remove/",
        requests.remove_participant,
        name="request_remove_participant",
    ),
    path("preview/", drafts.preview, name="preview"),
    path("help/", help.index, name="help"),
    path("help/<slug:page>/", help.page, name="help_page"),
]
