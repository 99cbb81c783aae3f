"""The admin site of the newsroom."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class NewsroomAdminSite(AdminSite):
    site_header = _("Редакция")
    site_title = _("Редакция")
    index_title = _("Жұмыс үстелі")
