"""What the newsroom got wrong and put right, newest first."""

from django.shortcuts import render

from ..delivery.contexts import base_context, shown_corrections
from .http import cached_page, reader_page
from .paging import CURSOR, cursor_from, page_from

PAGE_SIZE = 20


@reader_page
def corrections(request):
    """Corrections of what readers may see, and of what was taken back from them."""
    return cached_page(request, lambda at: _answer(request, at), parameters=CURSOR)


def _answer(request, at):
    before = cursor_from(request)
    found, next_cursor = page_from(shown_corrections(at).newest(before), PAGE_SIZE, "at")
    context = base_context(at) | {
        "corrections": found,
        "next_cursor": next_cursor,
        "is_first": before is None,
    }
    return render(request, "articles/corrections.html", context)
