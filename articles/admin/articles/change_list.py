"""The list of articles: fast at a hundred thousand, and counted in the newsroom's own days."""

from datetime import datetime, time, timedelta

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.paginator import Paginator
from django.db.models import Model, Prefetch, Subquery
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...db.compiled_queries import NO_KEY, CompiledQuery
from ...db.row_keys import row_key
from ...models import Article, Author, Byline, Photo, Presence, Tag
from ...models.workflow.transitions import Status
from ...search import matching
from ..audit.audited import AuditedDeletion, WithoutAdminLog
from ..autocomplete import DESK_TIME, NEWEST_FIRST, moment
from ..base.dates import DAY, DateSteps, period_of
from ..base.guarded import GuardedChangeList
from ..figures.page import FigureViews
from ..plan.page import Plan
from .bulk_acts import BulkActs
from .saved_views import EVERYTHING, MineFilter, RemembersFilters
from .trash import Trash, duplicate_selected

MOST_COUNTED = 10_000
_with_rows = CompiledQuery(
    lambda article: Article.objects.filter(pk=article).select_related(
        "kind", "section", "photo", "latest_revision", "created_by", "assigned_to"
    ),
    article=NO_KEY,
)


class CappedPaginator(Paginator):
    """Counts no further than an editor pages: older articles are reached by their day."""

    most = MOST_COUNTED

    @cached_property
    def count(self):
        return self.object_list.order_by()[: self.most].count()


class ArticleChangeList(DateSteps, GuardedChangeList):
    """Days to choose from are worked out, since Django would read every row to find them."""

    everything = f"?{EVERYTHING}=1"

    def get_query_string(self, new_params=None, remove=None):
        """Without any filter it says so: an address that says nothing brings the last ones."""
        query = super().get_query_string(new_params, remove)
        return self.everything if query == "?" else query

    def get_queryset(self, request, **kwargs):
        names = Byline.objects.select_related("author").only("article_id", "author__name")
        bylines = Prefetch("bylines", names)
        found = super().get_queryset(request, **kwargs)
        here = Presence.objects.here(timezone.now()).select_related("by").order_by("pk")
        presences = Prefetch("presences", here, to_attr="present")
        return found.defer("body", "sidebar", "terms").prefetch_related(bylines, presences)

    def years(self):
        newest = Article.objects.order_by(*NEWEST_FIRST).annotate(newest=DESK_TIME)
        oldest = newest.reverse().values("newest")[:1]
        times = newest.values_list(Subquery(oldest), "newest").first()
        if times is None:
            return []
        first, last = (timezone.localtime(at).year for at in times)
        return range(first, last + 1)


class StateFilter(admin.SimpleListFilter):
    """The states as a desk speaks of them: what is scheduled stands apart from what is out."""

    title = _("status")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("draft", Status.DRAFT.label),
            ("in_review", Status.IN_REVIEW.label),
            ("ready", Status.READY.label),
            ("scheduled", _("Scheduled")),
            ("live", _("Open to readers")),
            ("expired", _("Expired")),
            ("withdrawn", Status.WITHDRAWN.label),
            ("embargoed", _("Under embargo")),
        ]

    def queryset(self, request, queryset):
        now, published = timezone.now(), queryset.filter(status=Status.PUBLISHED)
        chosen = {
            "scheduled": lambda: published.alias(at=DESK_TIME).filter(at__gt=now),
            "live": lambda: queryset.live(now),
            "embargoed": lambda: queryset.filter(embargo_until__gt=now),
            "expired": lambda: published.filter(withdraw_at__lte=now),
        }
        value = self.value()
        if value in chosen:
            return chosen[value]()
        return queryset.filter(status=value) if value in Status.values else queryset


class DayFilter(admin.SimpleListFilter):
    """Days of the desk's time, so that what is being written today is there too.

    By the newsroom's clocks: those asked for most, or ``2026``, ``2026-03``, ``2026-03-05``.
    """

    title = _("time")
    parameter_name = DAY
    instant = DESK_TIME

    def lookups(self, request, model_admin):
        return [
            ("today", _("Today")),
            ("yesterday", _("Yesterday")),
            ("week", _("Past seven days")),
        ]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        day = timedelta(days=1)
        named = {
            "today": (today, today + day),
            "yesterday": (today - day, today),
            "week": (today - 6 * day, today + day),
        }
        value = self.value() or ""
        period = named.get(value) or period_of(value)
        if not period:
            return queryset
        first, end = (timezone.make_aware(datetime.combine(when, time.min)) for when in period)
        return queryset.alias(instant=self.instant).filter(instant__gte=first, instant__lt=end)


class AuthorFilter(admin.SimpleListFilter):
    """By byline, from the index of the author."""

    title = _("credit")
    parameter_name = "author"

    def lookups(self, request, model_admin):
        return list(Author.objects.values_list("pk", "name"))

    def queryset(self, request, queryset):
        key = row_key(self.value())
        return queryset.filter(bylines__author=key) if key else queryset


class FilterFromElsewhere(admin.SimpleListFilter):
    """Shown only for a thing whose own page has led here: there are thousands."""

    model: type[Model]
    way = ""  # from an article to the thing

    def lookups(self, request, model_admin):
        key = row_key(request.GET.get(self.parameter_name))
        things = self.model._default_manager.filter(pk=key) if key else []
        return [(thing.pk, str(thing)) for thing in things]

    def queryset(self, request, queryset):
        key = row_key(self.value())
        return queryset.filter(**{self.way: key}) if key else queryset


class TagFilter(FilterFromElsewhere):
    """The articles of a tag that was chosen in the list of tags."""

    title = pgettext_lazy("filter", "tag")
    parameter_name, model, way = "tag", Tag, "taggings__tag"


class PhotoFilter(FilterFromElsewhere):
    """The articles that show a photo."""

    title = pgettext_lazy("filter", "photo")
    parameter_name, model, way = "photo", Photo, "photo_usages__photo"


def state_of(article):
    """Name and words of the state that a desk sees; a status and the clock make it."""
    if article.status == Status.WITHDRAWN:
        retracted = article.retracted_at is not None
        return article.status, _("Retracted") if retracted else pgettext_lazy("list", "Withdrawn")
    if article.status != Status.PUBLISHED:
        return article.status, article.get_status_display()
    if article.is_scheduled:
        return "scheduled", _("Scheduled")
    return ("live", Status.PUBLISHED.label) if article.is_live() else ("expired", _("Expired"))


class ArticleList(
    RemembersFilters, BulkActs, Plan, FigureViews, Trash, WithoutAdminLog, AuditedDeletion
):
    """The list half of the article admin."""

    actions = [*BulkActs.actions, duplicate_selected]

    list_display = ["thumbnail", "title", "section", "state", "signed_by", "when", "open_by"]
    list_display_links = ["title"]
    list_filter = [
        StateFilter,
        DayFilter,
        "section",
        "kind",
        AuthorFilter,
        "language",
        MineFilter,
        TagFilter,
        PhotoFilter,
    ]
    list_select_related = ["section", "photo"]
    list_per_page = 50
    paginator = CappedPaginator
    ordering = NEWEST_FIRST
    sortable_by = []
    search_fields = ["headline"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_object(self, request, object_id, from_field=None):
        """With the rows that its form reads; None for what is no key of an article."""
        key = row_key(object_id)
        return _with_rows.first(article=key) if key else None

    def get_changelist(self, request, **kwargs):
        return ArticleChangeList

    def get_search_results(self, request, queryset, search_term):
        found = queryset.filter(pk__in=matching(search_term)) if search_term else queryset
        return found, False

    def action_checkbox(self, obj):
        """As Django's, but not made from three templates: a page has fifty."""
        box = '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">'
        return format_html(box, ACTION_CHECKBOX_NAME, obj.pk, _("Select “%s”") % obj)

    @admin.display(description=_("photo"))
    def thumbnail(self, article):
        address = article.photo.rendition_url("w160") if article.photo else ""
        context = {"photo": article.photo, "address": address}
        return render_to_string("admin/articles/_thumbnail.html", context)

    @admin.display(description=_("headline"))
    def title(self, article):
        return article.headline

    @admin.display(description=_("status"))
    def state(self, article):
        return format_html('<span class="state state-{}">{}</span>', *state_of(article))

    @admin.display(description=pgettext_lazy("column", "authors"))
    def signed_by(self, article):
        names = [byline.author.name for byline in article.bylines.all()]
        return ", ".join([*names, article.agency] if article.agency else names)

    @admin.display(description=_("time"))
    def when(self, article):
        return moment(article.published_at or article.created_at)

    @admin.display(description=_("has it open"))
    def open_by(self, article):
        return ", ".join(presence.by.name for presence in article.present)
