"""The admin site of the newsroom."""

from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import SELECT2_TRANSLATIONS
from django.utils.translation import gettext_lazy as _

# Autocomplete fields then load static/admin/js/vendor/select2/i18n/kk.js.
SELECT2_TRANSLATIONS["kk"] = "kk"


class NewsroomAdminSite(AdminSite):
    """Django's admin under the newsroom's name."""

    site_header = _("Редакция")
    site_title = _("Редакция")
    index_title = _("Жұмыс үстелі")
