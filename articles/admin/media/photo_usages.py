"""Where a photo is used, by what readers see of it: live, not out yet, and elsewhere."""

from collections.abc import Iterator

from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import Article, Collection, Layout
from ...models.usage.usage import LISTED, Usage, usages
from ...text import blocks
from ..base.usage import link_to


class UsagesOfPhoto(admin.ModelAdmin):
    """The lines of a photo's form that say where it stands."""

    @admin.display(description=gettext_lazy("where it is used"))
    def used_in(self, photo):
        """Its articles, grouped; the boards that those stand on; portraits and the like."""
        found = usages(type(photo), [photo.pk], LISTED + 1)
        shown = found[:LISTED]
        articles = [usage.by.pk for usage in shown if isinstance(usage.by, Article)]
        address = reverse("admin:articles_article_changelist")
        context = {
            "groups": _grouped(shown, articles, _in_galleries(photo.pk, articles)),
            "boards": list(_boards(articles)),
            "all_articles": f"{address}?photo={photo.pk}" if len(found) > LISTED else "",
        }
        return render_to_string("admin/articles/photo/_usages.html", context)

    @admin.display(description=gettext_lazy("collections"))
    def in_collections(self, photo):
        found = Collection.objects.filter(members__photo=photo)
        return render_to_string("admin/articles/photo/_collections.html", {"collections": found})


def _grouped(shown: list[Usage], articles: list[int], in_galleries: set[int]) -> dict:
    """Label -> uses as links, each with whether it is in a gallery; those of readers first."""
    live = set(Article.objects.live().filter(pk__in=articles).values_list("pk", flat=True))
    groups: dict = {_("Open to readers"): [], _("Not open to readers"): [], _("Elsewhere"): []}
    open_, closed, elsewhere = groups.values()
    for usage in shown:
        line = link_to(usage), isinstance(usage.by, Article) and usage.by.pk in in_galleries
        if not isinstance(usage.by, Article):
            elsewhere.append(line)
        else:
            (closed if usage.how or usage.by.pk not in live else open_).append(line)
    return {label: lines for label, lines in groups.items() if lines}


def _in_galleries(photo: int, articles: list[int]) -> set[int]:
    """Keys of those of ``articles``, a list's worth, that have the photo in a gallery."""
    rows = Article.objects.filter(pk__in=articles).values_list("pk", "body")
    return {
        key
        for key, body in rows
        if any(block.kind == "gallery" and photo in block.photos for block in blocks.find(body))
    }


def _boards(articles: list[int]) -> Iterator[tuple[str, Layout]]:
    """Fronts that one of ``articles`` stands on by an editor's hand: address, layout."""
    now, wanted = timezone.now(), set(articles)
    for version in Layout.objects.current().select_related("section").order_by("pk"):
        if wanted & version.layout.pruned(now).articles():
            yield reverse("admin:articles_layout_change", args=[version.pk]), version
