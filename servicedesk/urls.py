from django.urls import include, path

urlpatterns = [
    path("", include("servicedesk.ops.urls")),
    path("", include("servicedesk.entrance.urls")),
    path("", include("servicedesk.portal.urls")),
    path("console/", include("servicedesk.console.urls")),
    path("agent/", include("servicedesk.workspace.urls")),
]

handler400 = "servicedesk.entrance.views.errors.bad_request"
handler403 = "servicedesk.entrance.views.errors.forbidden"
handler404 = "servicedesk.entrance.views.errors.not_found"
handler500 = "servicedesk.entrance.views.errors.server_error"
