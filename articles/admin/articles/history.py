"""The history of an article: who saved what and when, word by word, and the way back to it."""

from itertools import zip_longest

from django.contrib import messages
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from ...db.row_keys import row_key, row_keys
from ...models import Article, AuditEntry, EmbedTitle, MediaFile, Photo, Revision
from ...models.content.revisions import FIELDS, LISTS
from ...models.usage.usage import RELATIONS, gone_from, names_of
from ...models.workflow.permissions import edits_photos_only
from ...text.blocks import find
from ...text.diff import body_diff, word_diff
from ..blocks import BLOCK_LABELS

PAGE_SIZE = 50


def history(request, model_admin, object_id):
    """The list of revisions, newest first, and the latest acts on record."""
    article = _article(request, model_admin, object_id)
    revisions = article.revisions.select_related("by").without_content()
    if before := row_key(request.GET.get("before", "")):
        revisions = revisions.filter(number__lt=before)
    found = list(revisions[: PAGE_SIZE + 1])
    context = _context(request, model_admin, article) | {
        "rows": list(_with_thinned(found))[:PAGE_SIZE],
        "next": found[PAGE_SIZE - 1].number if len(found) > PAGE_SIZE else None,
        "entries": AuditEntry.objects.filter(model="article", key=article.pk)[:PAGE_SIZE],
    }
    return render(request, "admin/articles/article/history.html", context)


def _with_thinned(revisions):
    """Each revision, and how many between it and the next older one were thinned out."""
    for revision, older in zip_longest(revisions, revisions[1:]):
        yield revision, revision.number - older.number - 1 if older else 0


def revision(request, model_admin, object_id, number):
    """One revision beside the one before it, or beside ``?with=``; POST restores it anew."""
    article = _article(request, model_admin, object_id)
    revisions = article.revisions.select_related("by")
    shown = get_object_or_404(revisions, number=number)
    if request.method == "POST":
        return _restore(request, model_admin, article, shown)
    if chosen := row_key(request.GET.get("with", "")):
        other = get_object_or_404(revisions, number=chosen)
    else:
        other = revisions.filter(number__lt=number).first()
    context = _context(request, model_admin, article) | {
        "revision": shown,
        "other": other,
        "differences": differences(other.content if other else {}, shown.content),
        "is_latest": shown.pk == article.latest_revision_id,
        "gone": gone_from(shown.content),
        "can_restore": _can_restore(request, model_admin, article),
    }
    return render(request, "admin/articles/article/revision.html", context)


def compare(request, model_admin, object_id):
    """Any two revisions: leads to the page of ``?new=`` beside ``?old=``."""
    article = _article(request, model_admin, object_id)
    numbers = row_keys(request.GET.get(name, "") for name in ("old", "new"))
    if len(numbers) < 2:
        raise Http404
    old, new = sorted(numbers)
    address = reverse("admin:articles_article_revision", args=[article.pk, new])
    return HttpResponseRedirect(f"{address}?with={old}")


def differences(before, after):
    """Label and difference, safe HTML, of each part of the content that is not the same."""
    found = []
    for name in (*FIELDS, *LISTS):
        old, new = before.get(name), after.get(name)
        if (old or "") == (new or ""):
            continue
        if name == "body":
            html = body_diff(old or "", new or "", _describer(old or "", new or ""))
        else:
            html = word_diff(_as_text(name, old), _as_text(name, new))
        found.append((_label(name), mark_safe(html)))  # noqa: S308 - escaped by differences
    return found


def _describer(*texts):
    """A function that says what a typed block in one of these bodies is."""
    found = [block for text in texts for block in find(text)]
    photos = names_of(Photo, [key for block in found for key in block.photos])
    articles = names_of(Article, [key for block in found for key in block.articles])
    files = names_of(MediaFile, [key for block in found for key in block.files])
    titles = EmbedTitle.objects.known([page for block in found for page in block.pages])

    def describe(block):
        named = [photos[key] for key in block.photos] + [articles[key] for key in block.articles]
        named += [files[key] for key in block.files]
        named += [titles[page] for page in block.pages if page in titles]
        named += [block.value] if block.kind == "embed" else []
        return ": ".join([str(BLOCK_LABELS[block.kind]), *filter(None, [", ".join(named)])])

    return describe


def _as_text(name, value):
    if name in RELATIONS:
        keys = [key for key in (value if isinstance(value, list) else [value]) if key]
        names = names_of(RELATIONS[name], keys)
        return "\n".join(names[key] for key in keys)
    return str(value or "")


def _label(name):
    field = {"authors": "authors", "tags": "tags"}.get(name, name.removesuffix("_id"))
    return _("related articles") if name == "picks" else label_for_field(field, Article)


def _article(request, model_admin, object_id):
    key = row_key(str(object_id))
    article = get_object_or_404(Article.objects.select_related("latest_revision"), pk=key)
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    return article


def _context(request, model_admin, article):
    return model_admin.admin_site.each_context(request) | {
        "article": article,
        "opts": model_admin.opts,
        "title": _("History: %s") % article,
    }


def _can_restore(request, model_admin, article):
    allowed = model_admin.has_change_permission(request, article)
    return allowed and not edits_photos_only(request.user)


def _restore(request, model_admin, article, shown: Revision):
    if not _can_restore(request, model_admin, article):
        raise PermissionDenied
    article.restore(shown, by=request.user, at=timezone.now())
    messages.success(request, _("%s is restored.") % shown)
    if gone := gone_from(shown.content):
        said = _("Was in this version, is no more and did not come back: %s.")
        messages.warning(request, said % ", ".join(gone))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
