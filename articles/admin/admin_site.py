"""The admin site of the newsroom."""

from functools import partial, wraps
from itertools import starmap

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, re_path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView

from ..db.row_keys import row_key
from ..models.desk.notes import read_notes, unread_notes
from .base.bulk_delete import delete_selected
from .desk import desk
from .login.refusals import SignInForm
from .login.views import OwnPasswordView, SignInView

# The order of the menu, by what a desk reaches for; what is not named comes behind.
GROUPS = [
    (
        _("Content"),
        "content",
        "Article Layout Correction Photo Collection MediaFile Tag Author".split(),
    ),
    (
        _("Site"),
        "site",
        "Section Kind ArticleTemplate Spelling SiteIdentity PublishCheckSetting Redirect".split(),
    ),
    (_("Staff"), "staff", ["User", "Group", "AuditEntry", "Task"]),
]
# What models were called in addresses before, which stand in bookmarks and letters.
FORMER_NAMES = {"act": "auditentry", "gaterule": "publishchecksetting", "oldpath": "redirect"}
# What somebody may do who has still to set up the second step of signing in.
_WITHOUT_SECOND_STEP = {"logout", "language", "password_change", "password_change_done", "jsi18n"}


class NewsroomAdminSite(AdminSite):
    """Django's admin in the newsroom's order, in the language that each user works in."""

    site_header = _("Newsroom")
    site_title = _("Newsroom")
    index_title = _("Desk")
    empty_value_display = "–"

    def __init__(self, name="admin"):
        super().__init__(name)
        self.add_action(delete_selected)  # in the place of Django's own

    def get_app_list(self, request, app_label=None):
        """Models in the order and the groups of ``GROUPS``, whatever app they come from.

        Worked out where it is shown: the form of an article has no menu.
        """
        return SimpleLazyObject(partial(self._app_list, request, app_label))

    def _app_list(self, request, app_label):
        apps = super().get_app_list(request, app_label)
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        groups = []
        for name, label, members in GROUPS:
            chosen = [models.pop(member) for member in members if member in models]
            if chosen:
                groups.append(self._group(name, label, chosen))
        if models:
            groups.append(self._group(_("Other"), "other", list(models.values())))
        return groups

    def _group(self, name, label, models):
        address = reverse("admin:index", current_app=self.name)
        return {
            "name": name,
            "app_label": label,
            "app_url": address,
            "has_module_perms": True,
            "models": models,
        }

    def login(self, request, extra_context=None):
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        context = self.each_context(request) | {
            "title": _("Sign in"),
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
        }
        if REDIRECT_FIELD_NAME not in request.GET and REDIRECT_FIELD_NAME not in request.POST:
            context[REDIRECT_FIELD_NAME] = reverse("admin:index")
        view = SignInView.as_view(
            extra_context=context | (extra_context or {}),
            authentication_form=SignInForm,
            template_name="admin/login.html",
        )
        return view(request)

    def password_change(self, request, extra_context=None):
        view = OwnPasswordView.as_view(
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context=self.each_context(request) | (extra_context or {}),
        )
        request.current_app = self.name
        return never_cache(view)(request)

    def admin_view(self, view, cacheable=False):
        """As Django's, and nobody passes who has yet to set up the second step of their role."""
        allowed = super().admin_view(view, cacheable)

        @wraps(allowed)
        def checked(request, *args, **kwargs):
            open_to_all = request.resolver_match.url_name in _WITHOUT_SECOND_STEP
            if not open_to_all and self.has_permission(request) and request.user.lacks_second_step:
                messages.warning(request, _("Your role requires a second step when you sign in."))
                return HttpResponseRedirect(reverse("mfa_index"))
            return allowed(request, *args, **kwargs)

        return checked

    def index(self, request, extra_context=None):
        return super().index(request, desk(request.user) | (extra_context or {}))

    def each_context(self, request):
        return super().each_context(request) | {
            "languages": settings.LANGUAGES,
            "unread_notes": SimpleLazyObject(partial(self._unread_notes, request)),
        }

    def _unread_notes(self, request) -> int:
        """For the bell; asked where a page shows it."""
        if not self.has_permission(request):
            return 0
        return unread_notes(request.user, timezone.now())

    def get_urls(self):
        language = self.admin_view(require_POST(self.set_language))
        read = self.admin_view(require_POST(self.read_notes))
        on_site = self.admin_view(self.view_on_site)
        return [
            path("language/", language, name="language"),
            path("notes/read/", read, name="read_notes"),
            path("r/<path:content_type_id>/<path:object_id>/", on_site, name="view_on_site"),
            *starmap(self._former, FORMER_NAMES.items()),
            *super().get_urls(),
        ]

    def _former(self, former, name):
        """Whatever stood under the former name of a model stands under its name."""
        here = reverse_lazy(f"admin:articles_{name}_changelist", current_app=self.name)
        view = RedirectView.as_view(
            url=format_lazy("{}%(rest)s", here), query_string=True, permanent=True
        )
        return re_path(f"^articles/{former}/(?P<rest>.*)$", view)

    def view_on_site(self, request, content_type_id, object_id):
        """As Django's, for those who may see the thing: its address alone says what it is about."""
        key = row_key(content_type_id)
        model = get_object_or_404(ContentType, pk=key).model_class()
        shown = self.is_registered(model) and self.get_model_admin(model)
        if not (shown and shown.has_view_permission(request)):
            raise PermissionDenied
        return shortcut(request, content_type_id, object_id)

    def read_notes(self, request):
        """The user has read the notes up to ``last``: the bell is silent until the next one."""
        if last := row_key(request.POST.get("last", "")):
            read_notes(request.user, last)
        return HttpResponseRedirect(reverse("admin:index"))

    def set_language(self, request):
        """Keep the language that the user works in, and go back to the page."""
        if request.POST.get("language") in dict(settings.LANGUAGES):
            request.user.language = request.POST["language"]
            request.user.save(update_fields=["language"])
        back = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
        return HttpResponseRedirect(back if safe else reverse("admin:index"))
