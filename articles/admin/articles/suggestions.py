"""What the system suggests beside an article: taken or refused by editors, and why it is there."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ... import related
from ...db.row_keys import row_key
from ...models import Article, Section, Suggestion, Tag, Task
from ...models.workflow.permissions import edits_photos_only
from ...models.workflow.transitions import Status
from ...related.rarity import TAG_KINDS
from ...related.subjects import subject_of
from ...tasks.sidebars import refresh_sidebars
from ..autocomplete import ARTICLES

OFFERED = 5


def current_list(article):
    """Keys of what stands beside ``article``; of a draft, if the task that stores it waits, too."""
    path, now = refresh_sidebars.module_path, timezone.now()
    is_stored = article.status == Status.PUBLISHED
    if is_stored or not Task.objects.waiting().same_as(path, [article.pk]).exists():
        return article.sidebar
    return related.choose(article, at=now)


def suggested(article):
    """Items of articles that stand beside ``article`` and that no editor has rated, best first."""
    rated = set(article.suggestions.values_list("suggested_id", flat=True))
    picked = set(article.working_content()["picks"])
    keys = [key for key in current_list(article) if key not in rated | picked]
    found = related.live_of(keys, at=timezone.now())
    return [ARTICLES.item(card) for card in found[:OFFERED]]


def offer(article):
    """The suggestions under the field of the form, as HTML."""
    if not article.pk:
        return _("They come once the article is saved.")
    context = {
        "items": suggested(article),
        "rate_url": reverse("admin:articles_article_judge", args=[article.pk]),
        "reasons_url": reverse("admin:articles_article_reasons", args=[article.pk]),
    }
    return render_to_string("admin/articles/article/_suggestions.html", context)


@require_POST
def rate(request, model_admin, object_id):
    """Note what the editor says of ``suggested``; what is dismissed goes from beside it.

    ``accepted`` is 1 or 0; empty, it takes back what was said before.
    """
    article = get_object_or_404(Article, pk=object_id)
    if edits_photos_only(request.user) or not model_admin.has_change_permission(request, article):
        raise PermissionDenied
    key, accepted = row_key(request.POST.get("suggested", "")), request.POST.get("accepted")
    rated = article.suggestions.values_list("suggested", flat=True)
    known = current_list(article) if accepted else rated
    if key not in known or accepted not in ("", "0", "1"):
        raise BadRequest("this was not suggested")
    other = get_object_or_404(Article, pk=key)
    now = timezone.now()
    if accepted:
        Suggestion.rate(article, other, accepted=accepted == "1", by=request.user, at=now)
    else:
        Suggestion.take_back(article, other, by=request.user, at=now)
    if accepted != "1":
        related.refresh(article, at=now)
    return JsonResponse({"item": ARTICLES.item(other)._asdict()})


def reasons(request, model_admin, object_id):
    """Why each article of the list stands beside this one: what they share, and what it weighs."""
    article = get_object_or_404(Article, pk=object_id)
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    now = timezone.now()
    explained = related.explain(article, at=now)
    live = Article.objects.live(now).defer("body").in_bulk(explained)
    names = _names(article, explained)
    picks = {pick.related_id for pick in article.picks.all()}
    rows = [
        (live.get(key), key in picks, [(names(one), one.weight) for one in found], _total(found))
        for key, found in explained.items()
    ]
    context = model_admin.admin_site.each_context(request) | {
        "article": article,
        "opts": model_admin.opts,
        "title": _("Why these articles: %s") % article,
        "rows": [row for row in rows if row[0]],
    }
    return render(request, "admin/articles/article/reasons.html", context)


def _total(found):
    return sum(reason.weight for reason in found)


def _names(article, explained):
    """From a reason to its words."""
    words = subject_of(article).words
    shared = {(one.kind, one.key) for found in explained.values() for one in found}
    tags = Tag.objects.in_bulk([key for kind, key in shared if kind in TAG_KINDS])
    sections = Section.objects.in_bulk([key for kind, key in shared if kind == "section"])

    def name(reason):
        known = {
            **dict.fromkeys(TAG_KINDS, tags.get(reason.key)),
            "section": sections.get(reason.key),
            "term": f"«{words.get(reason.key, '–')}»",
            "freshness": _("freshness"),
        }
        return str(known[reason.kind])

    return name
