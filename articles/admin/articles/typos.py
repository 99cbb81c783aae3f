"""Typos in what is being typed: told meanwhile, and never mended by themselves."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ...kazakh.typos_in_text import typos
from ...models import AcceptedWord, SearchWord
from ...models.desk.accepted_words import lemma_of
from ...models.workflow.permissions import edits_photos_only
from ..fields import LONGEST_BODY

_FAMILIAR = 3
"""In how many articles a word stands that nobody takes for a typo."""

_LONGEST_WORD = 64


@require_POST
def find_typos(request, model_admin):
    """JSON: the ``typos`` in ``text``, each with its ``word`` and its ``mend``.

    Words that the desk has accepted, or that several articles have, are none.
    """
    _check(request, model_admin)
    found = [
        (typo, lemma_of(typo.word)) for typo in typos(request.POST.get("text", "")[:LONGEST_BODY])
    ]
    lemmas = {lemma for _typo, lemma in found}
    right = set(AcceptedWord.objects.filter(lemma__in=lemmas).values_list("lemma", flat=True))
    familiar = SearchWord.objects.filter(word__in=lemmas, articles__gte=_FAMILIAR)
    right |= set(familiar.values_list("word", flat=True))
    told = [typo._asdict() for typo, lemma in found if lemma not in right]
    return JsonResponse({"typos": told})


@require_POST
def accept_word(request, model_admin):
    """Let ``word`` be right from here on, for the whole newsroom; with ``undo``, no more."""
    _check(request, model_admin)
    word = request.POST.get("word", "")
    if not word.isalpha() or len(word) > _LONGEST_WORD:
        raise BadRequest("this is not a word")
    if "undo" in request.POST:
        AcceptedWord.objects.take_back(word)
    else:
        AcceptedWord.objects.accept(word, by=request.user, at=timezone.now())
    return HttpResponse(status=204)


def _check(request, model_admin):
    may_write = model_admin.has_add_permission(request) or model_admin.has_change_permission(
        request
    )
    if edits_photos_only(request.user) or not may_write:
        raise PermissionDenied
