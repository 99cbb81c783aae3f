"""The app of the newsroom, and its admin site."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """The newsroom: signals are joined, checks and figures registered when it is ready."""

    name = "articles"
    verbose_name = _("Newsroom")

    def ready(self):
        for module in ("receivers", "checks", "tasks.figures"):
            import_module(f"articles.{module}")


class NewsroomAdminConfig(AdminConfig):
    """Django's admin with the newsroom's own site in it."""

    default_site = "articles.admin.admin_site.NewsroomAdminSite"

    def ready(self):
        super().ready()
        # Not by autodiscovery: it asks for the site, whose module lies in the package of these.
        rooms = (
            "articles.admin articles.templates articles.corrections front_page.admin media.photos "
            "media.collections media.files taxonomy.admin site.spellings site.publish_checks "
            "people.roles people.users audit.entries tasks.admin"
        ).split()
        for module in rooms:
            import_module(f"articles.admin.{module}")
