from django.urls import path

from servicedesk.entrance.views import asking, brand, files, language, login, passwords, profile, signup

urlpatterns = [
    path("signup/", asking.sign_up, name="sign_up"),
    path("signup/<str:token>/", signup.finish, name="sign_up_link"),
    path("login/", login.log_in, name="login"),
    path("logout/", login.log_out, name="logout"),
    path("password/forgot/", asking.forgot_password, name="forgot_password"),
    path("password/reset/<str:token>/", passwords.reset, name="reset_password"),
    path("profile/", profile.profile, name="profile"),
    path("profile/password/", passwords.change, name="change_password"),
    path("profile/email/<str:token>/", profile.confirm_address, name="confirm_address"),
    path("profile/sessions/", profile.sessions, name="sessions"),
    path("profile/sessions/others/end/", profile.end_others, name="end_other_sessions"),
    path("profile/sessions/<int:session>/end/", profile.end_one, name="end_session"),
    path("language/", language.choose, name="language"),
    path("uploads/", files.upload, name="uploads"),
    path("uploads/<str:upload>/remove/", files.remove_upload, name="remove_upload"),
    path("attachments/<str:file>/<str:name>", files.attachment, name="attachment"),
    path("thumbnails/<str:file>/", files.thumbnail, name="thumbnail"),
    path("brand/<int:hue>.css", brand.brand, name="brand"),
]
