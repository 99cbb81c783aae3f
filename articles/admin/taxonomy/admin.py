"""What articles are put under: sections, kinds, tags, authors; and the site's own identity."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from taggit.models import Tag as UnusedTag

from ...db.batches import FIRST
from ...db.locks import article_write_lock
from ...models import (
    ArticleTag,
    Author,
    Byline,
    Kind,
    Layout,
    Photo,
    Redirect,
    Section,
    SiteIdentity,
    Tag,
    TagMerge,
)
from ...models.site.identity import REQUIRED
from ...models.tag_merge import begin_merge, merge_some
from ...search.tags import doubled_tags
from ...tasks import enqueue
from ...tasks.indexing import index_named
from ...tasks.tag_merges import finish_tag_merge
from ..audit.audited import Audited
from ..autocomplete import containing, yes
from ..fields import PhotoField
from ..forms import SectionForm, SiteIdentityForm, SluggedForm
from ..media.pictures import PictureAdmin
from ..tasks.progress_notes import note_progress
from ..visibility_notes import note_on_tag

_DOUBLES = 12  # groups of tags that are offered to be merged


class OnEveryPage(Audited):
    """What all pages share: a save locks the row of their stamp, and at the end the record's lock.

    Whoever merges tags takes the two in the other order; so the record's comes first here too.
    """

    def save_model(self, request, obj, form, change):
        article_write_lock()
        super().save_model(request, obj, form, change)


class WordSearch(OnEveryPage):
    """Search that knows the letter case of Kazakh; photos are chosen in their dialog."""

    def get_search_results(self, request, queryset, search_term):
        return containing(queryset, search_term, *self.search_fields), False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.related_model is Photo:
            label = capfirst(db_field.verbose_name)
            return PhotoField(label=label, help_text=db_field.help_text)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class RowForm(forms.ModelForm):
    """A row of a list that is edited in place: each field says to a screen reader whose it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}: {self.instance}"


class EditedInPlace(OnEveryPage):
    """A list whose order or switches are set without leaving it."""

    def get_changelist_form(self, request, **kwargs):
        return super().get_changelist_form(request, form=RowForm, **kwargs)


def counted(queryset, through, name):
    """``queryset`` with the ``article_count`` of each: rows of ``through`` by ``name``."""
    rows = through.objects.filter(**{name: OuterRef("pk")}).order_by()
    count = rows.values(name).annotate(n=Count("pk")).values("n")
    return queryset.annotate(article_count=Coalesce(Subquery(count), 0))


class Counted(WordSearch):
    """A list with the number of articles, which leads to them."""

    through, through_field = None, ""
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request):
        return counted(super().get_queryset(request), self.through, self.through_field)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            said = _("Search learns the new name in the background.")
            note_progress(request, said, index_named, self.opts.model_name, obj.pk)

    @admin.display(description=_("articles"), ordering="article_count")
    def article_count(self, thing):
        address = reverse("admin:articles_article_changelist")
        return format_html(
            '<a href="{}?{}={}">{}</a>', address, self.through_field, thing.pk, thing.article_count
        )


admin.site.unregister(UnusedTag)  # taggit's own table, which stays empty


class TagForm(SluggedForm):
    """A tag; one that is pinned and that readers do not see yet says why."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and (note := note_on_tag(self.instance, timezone.now())):
            self.fields["is_pinned"].help_text = note


@admin.register(Tag)
class TagAdmin(EditedInPlace, Counted):
    """Tags, with how much each is used."""

    form = TagForm
    through, through_field = ArticleTag, "tag"
    list_display = ["name", "article_count", "is_pinned", "slug"]
    list_editable = ["is_pinned"]
    actions = ["merge"]
    list_filter = ["is_pinned"]
    search_fields = ["name", "slug"]
    fields = ["name", "description", "is_pinned", "slug"]

    def get_fields(self, request, obj=None):
        """A pinned tag is on every page: who only adds tags to their articles pins none."""
        if obj or request.user.has_perm("articles.change_tag"):
            return self.fields
        return [name for name in self.fields if name != "is_pinned"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if note := note_on_tag(obj, timezone.now()):
            messages.warning(request, f"{obj}: {note}")

    @admin.action(description=_("Merge"), permissions=["delete"])
    def merge(self, request, queryset):
        """Ask which of the chosen tags is to stay, then merge the others into it."""
        tags = list(queryset)
        stays = next((tag for tag in tags if str(tag.pk) == request.POST.get("into")), None)
        if len(tags) < 2:
            messages.error(request, _("Choose at least two tags to merge."))
            return None
        if stays is None:
            context = self.admin_site.each_context(request) | {
                "title": _("Merging tags"),
                "opts": self.opts,
                "tags": sorted(tags, key=lambda tag: -tag.article_count),
            }
            return render(request, "admin/articles/tag/merge.html", context)
        try:
            self._begin_merge(request, tags, stays)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return None

    @transaction.atomic
    def _begin_merge(self, request, tags, stays):
        """A batch at once, which for most tags is all; a task does the others."""
        at = timezone.now()
        stays = begin_merge(tags, stays, by=request.user, at=at)
        if merge_some(stays, FIRST, at=at):
            enqueue(finish_tag_merge, stays.pk)
            said = _("The tags are being merged: %(tag)s. The list shows how far that is.")
        else:
            said = _("Tags merged: %(tag)s.")
        messages.success(request, said % {"tag": stays})

    def changelist_view(self, request, extra_context=None):
        merges = TagMerge.objects.select_related("tag", "into").order_by("pk")
        context = {"merges": merges} | (extra_context or {})
        if request.method == "GET" and self.has_delete_permission(request):
            context["doubles"] = doubled_tags(_DOUBLES)
        return super().changelist_view(request, context)


@admin.register(Author)
class AuthorAdmin(Counted):
    """Those who sign."""

    form = SluggedForm
    through, through_field = Byline, "author"
    list_display = ["name", "position", "article_count", "active", "user"]
    list_filter = ["is_active"]
    list_select_related = ["user"]
    search_fields = ["name", "position"]
    fieldsets = [
        (None, {"fields": ["name", "position", "portrait", "biography", "is_active"]}),
        (_("Contacts"), {"fields": ["email", "telegram", "website"]}),
        (_("In the system"), {"fields": ["user", "slug"]}),
    ]

    @admin.display(description=pgettext_lazy("person", "active"), ordering="is_active")
    def active(self, author):
        return yes(author.is_active)


@admin.register(Section)
class SectionAdmin(EditedInPlace):
    """The parts of the newspaper, in the order of the menu."""

    form = SectionForm
    list_display = ["name", "slug", "position", "in_menu"]
    list_editable = ["position", "in_menu"]
    fields = ["name", "name_ru", "name_en", "description", "slug", "position", "in_menu"]

    def get_deleted_objects(self, objs, request):
        """With a section go the versions of its layout, on which nothing stands any more."""
        shown, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return shown, counts, lacking - {Layout._meta.verbose_name}, protected


@admin.register(Kind)
class KindAdmin(EditedInPlace):
    """The genres."""

    list_display = ["name", "name_ru", "name_en", "position"]
    list_editable = ["position"]
    fields = ["name", "name_ru", "name_en", "position"]


@admin.register(Redirect)
class RedirectAdmin(WordSearch):
    """Addresses that have moved."""

    list_display = ["path", "target"]
    search_fields = ["path", "target"]
    show_full_result_count = False


@admin.register(SiteIdentity)
class SiteIdentityAdmin(PictureAdmin, WordSearch):
    """One row: the list leads straight to its form."""

    form = SiteIdentityForm
    fieldsets = [
        (None, {"fields": ["name", "description", "logo", "social_picture", "imprint"]}),
        (
            _("Who publishes"),
            {
                "fields": [*REQUIRED, "accounts", "principles"],
                "description": _("On the page «Imprint», as the law on mass media asks."),
            },
        ),
        (_("Technical"), {"fields": ["ads_txt", "latin_standard", "thin_history_after"]}),
    ]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not SiteIdentity.objects.filter(pk=1).exists():
            SiteIdentity.renew_stamp()
        return HttpResponseRedirect(reverse("admin:articles_siteidentity_change", args=[1]))
