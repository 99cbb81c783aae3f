"""What the newsroom got wrong and put right, newest first."""

from django.utils.translation import gettext_noop

from ...addresses import absolute
from ...delivery.contexts import shown_corrections
from ...delivery.structured_data import iso
from ..paging import cursor_of_text, page_from
from .setup import Cursor, Rows, answer, door, fields_of, page
from .shapes import CorrectionRow, Corrections

PAGE_SIZE = 20
ROWS = Rows(
    id=lambda correction: correction.pk,
    headline=lambda correction: correction.article.headline,
    url=lambda correction: absolute(correction.article.get_absolute_url()),
    article=lambda correction: correction.article_id,
    kind=lambda correction: correction.kind,
    note=lambda correction: correction.note,
    published_at=lambda correction: iso(correction.at),
)


@door("corrections/", Corrections, gettext_noop("Corrections, newest first"), "corrections")
def corrections(request, before: Cursor = "", fields: fields_of(CorrectionRow) = ""):
    """Of what readers see, and of what was taken back from them."""
    return answer(request, lambda at: _page(at, before, fields), "before", "fields")


def _page(at, before, fields):
    place = cursor_of_text(before) if before else None
    rows, cursor = page_from(shown_corrections(at).newest(place), PAGE_SIZE, "at")
    return page("corrections", [ROWS.of(row, fields) for row in rows], cursor, fields=fields)
