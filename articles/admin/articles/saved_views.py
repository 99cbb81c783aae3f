"""What the list of articles remembers: the filters that were on last, and views with a name."""

from typing import NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import ERROR_FLAG, PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ...models import Byline, SavedView
from ...models.desk.saved_views import MOST

EVERYTHING = "all"  # in an address: without the filters that were on last
_KEPT = "article_list"
_GIVEN = (
    (gettext_lazy("My sections, today"), "mine=sections&day=today"),
    (gettext_lazy("Mine"), "mine=written"),
    (gettext_lazy("Assigned to me"), "mine=assigned"),
)


class View(NamedTuple):
    """A link above the list; ``key`` is that of one of the user's own."""

    name: str
    query: str
    is_current: bool
    key: int | None = None


class MineFilter(admin.SimpleListFilter):
    """What concerns the user: the user's sections, articles, tasks."""

    title = gettext_lazy("whose")
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [
            ("sections", _("My sections")),
            ("written", _("Written by me")),
            ("assigned", _("Assigned to me")),
        ]

    def queryset(self, request, queryset):
        user, value = request.user, self.value()
        if value == "written":
            signed = Byline.objects.filter(author__user=user).values("article")
            return queryset.filter(Q(created_by=user) | Q(pk__in=signed))
        if value == "assigned":
            return queryset.filter(assigned_to=user)
        sections = list(user.sections.values_list("pk", flat=True)) if value == "sections" else []
        return queryset.filter(section__in=sections) if sections else queryset


class RemembersFilters(admin.ModelAdmin):
    """A list that comes back as it was left, in this session, and offers views."""

    def changelist_view(self, request, extra_context=None):
        if request.method == "GET" and (address := self._remember(request)):
            return HttpResponseRedirect(address)
        query = _query_of(request.GET)
        context = {"views": _views(request.user, query), "query": query} | (extra_context or {})
        return super().changelist_view(request, context)

    def _remember(self, request) -> str:
        """Keep the filters that are on; where none is named, the address of the last ones."""
        kept = request.session.get(_KEPT, "")
        if kept and not request.GET:
            return f"{request.path}?{kept}"
        if IS_POPUP_VAR in request.GET:
            return ""
        query = "" if ERROR_FLAG in request.GET else _query_of(request.GET)
        if query != kept:
            request.session[_KEPT] = query
        if EVERYTHING in request.GET:
            request.GET = request.GET.copy()
            del request.GET[EVERYTHING]
        return ""

    def get_urls(self):
        view = self.admin_site.admin_view
        save, forget = require_POST(self.save_view), require_POST(self.forget_view)
        return [
            path("views/", view(save), name="articles_article_save_view"),
            path("views/<int:pk>/forget/", view(forget), name="articles_article_forget_view"),
            *super().get_urls(),
        ]

    def save_view(self, request):
        """Name the filters that are on; a name that is there already gets these."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        name = " ".join(request.POST.get("name", "").replace("\0", "").split())[:60]
        query = _query_of(QueryDict(request.POST.get("query", "")))
        own = SavedView.objects.filter(by=request.user)
        if not name or not query or len(query) > 500:
            messages.warning(request, _("Choose filters and write a name for the view."))
        elif own.count() >= MOST and not own.filter(name=name).exists():
            said = _("There are %(most)s views already: delete one first.")
            messages.warning(request, said % {"most": MOST})
        else:
            SavedView.objects.update_or_create(
                by=request.user, name=name, defaults={"query": query}
            )
            messages.success(request, _("The view “%(name)s” was saved.") % {"name": name})
        return HttpResponseRedirect(_list(query))

    def forget_view(self, request, pk):
        """Delete a view of the user's own."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        SavedView.objects.filter(by=request.user, pk=pk).delete()
        return HttpResponseRedirect(_list(""))


def _query_of(data: QueryDict) -> str:
    """The filters and the search of an address, in one order."""
    left_out = {PAGE_VAR, ERROR_FLAG, EVERYTHING, "csrfmiddlewaretoken"}
    pairs = [(name, value) for name in sorted(data) for value in data.getlist(name) if value]
    said = QueryDict(mutable=True)
    for name, value in pairs:
        if name not in left_out:
            said.appendlist(name, value)
    return said.urlencode()


def _list(query):
    """The address of the list with these filters."""
    return f"{reverse('admin:articles_article_changelist')}?{query or f'{EVERYTHING}=1'}"


def _views(user, query) -> list[View]:
    """Those that everybody has, then the user's own."""
    given = [(str(name), said, None) for name, said in _GIVEN]
    own = [(view.name, view.query, view.pk) for view in SavedView.objects.filter(by=user)]
    return [
        View(name, said, _query_of(QueryDict(said)) == query, key)
        for name, said, key in [*given, *own]
    ]
