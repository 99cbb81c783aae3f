"""Every address of the site: editors under /admin/, readers everywhere else."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/login/", admin.site.login, name="account_login"),
    path("admin/", include("articles.admin.login.views")),
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
]

handler400 = "articles.views.errors.bad_request"
handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.server_error"
