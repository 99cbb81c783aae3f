"""Drafts that are deleted go into the trash, and come back from it; articles are duplicated."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from ...models import Article, TrashedArticle
from ...models.duplicates import duplicate
from ...models.trash import TRASHED_FOR
from ...models.workflow.permissions import edits_photos_only
from .unsaved import form_address

_LISTED = 200
_MOST_COPIES = 20  # at once


@admin.action(permissions=["add"], description=gettext_lazy("Duplicate the selected"))
def duplicate_selected(model_admin, request, queryset):
    """A new draft of each; of one, its form opens."""
    articles = list(queryset[: _MOST_COPIES + 1])
    if len(articles) > _MOST_COPIES:
        said = _("More than %(most)s are chosen: narrow the list down.")
        messages.warning(request, said % {"most": _MOST_COPIES})
        return None
    now = timezone.now()
    with transaction.atomic():
        copies = [duplicate(article, by=request.user, at=now) for article in articles]
    if len(copies) == 1:
        return _to_copy(request, articles[0], copies[0])
    said = ngettext("%(n)s copy was made.", "%(n)s copies were made.", len(copies))
    messages.success(request, said % {"n": len(copies)})
    return None


def _to_copy(request, article, copy):
    """To the form of the copy, which says what it is a copy of."""
    said, address = _("This new draft is a copy of"), form_address(article.pk)
    messages.success(request, format_html('{} <a href="{}">{}</a>', said, address, article))
    return HttpResponseRedirect(form_address(copy.pk))


class Trash(admin.ModelAdmin):
    """Deleting and duplicating, in the list and from the form."""

    def get_urls(self):
        view = self.admin_site.admin_view
        back, copy = require_POST(self.bring_back_view), require_POST(self.duplicate_view)
        return [
            path("trash/", view(self.trash_view), name="articles_article_trash"),
            path("trash/<int:pk>/", view(back), name="articles_article_bring_back"),
            path("<int:object_id>/duplicate/", view(copy), name="articles_article_duplicate"),
            *super().get_urls(),
        ]

    def delete_model(self, request, obj):
        TrashedArticle.put(obj, by=request.user, at=timezone.now())
        self._say_where(request)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for article in queryset:
            TrashedArticle.put(article, by=request.user, at=timezone.now())
        self._say_where(request)

    def _say_where(self, request):
        said = _("It can be brought back for %(days)s days:") % {"days": TRASHED_FOR.days}
        address = reverse("admin:articles_article_trash")
        messages.info(request, format_html('{} <a href="{}">{}</a>', said, address, _("Trash")))

    def trash_view(self, request):
        """What the user may bring back, the latest first."""
        if not self._writes(request):
            raise PermissionDenied
        now = timezone.now()
        rows = TrashedArticle.objects.of(request.user).kept(now).select_related("by")
        rows = rows.defer("content", "beside", "revisions").order_by("-at", "-pk")[:_LISTED]
        context = self.admin_site.each_context(request) | {
            "title": _("Trash"),
            "opts": self.opts,
            "rows": [(row, row.at + TRASHED_FOR) for row in rows],
            "days": TRASHED_FOR.days,
        }
        return render(request, "admin/articles/article/trash.html", context)

    def bring_back_view(self, request, pk):
        """Make a draft of it again, and open it."""
        if not self._writes(request):
            raise PermissionDenied
        now = timezone.now()
        row = get_object_or_404(TrashedArticle.objects.of(request.user).kept(now), pk=pk)
        article = row.bring_back(by=request.user, at=now)
        messages.success(request, _("The article was brought back; it is a draft."))
        return HttpResponseRedirect(form_address(article.pk))

    def duplicate_view(self, request, object_id):
        """A new draft that says what the article says."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        article = get_object_or_404(Article, pk=object_id)
        return _to_copy(request, article, duplicate(article, by=request.user, at=timezone.now()))

    def _writes(self, request):
        return self.has_change_permission(request) and not edits_photos_only(request.user)
