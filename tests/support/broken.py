"""Live articles whose working version is what no publish check lets through."""

from django.db import transaction
from django.db.models import CASCADE
from django.utils import timezone

from articles.models import Article, Author, Kind, Photo, Revision, Section, Tag
from tests.factories import make_article, make_author, make_photo, make_section, make_tag
from tests.support.database import delete_by_hand


def _begun(**fields):
    return make_article("Оқырман көрген тақырып", tags=[make_tag()], **fields)


def _without_checks(row):
    for relation in type(row)._meta.related_objects:
        if relation.on_delete is CASCADE:
            delete_by_hand(relation.related_model, relation.field.column, row.pk)
    delete_by_hand(type(row), row._meta.pk.column, row.pk)


def _pending(article, content):
    article.save_revision(content, by=None, at=timezone.now())
    return article


def empty():
    """Everything was deleted in the form."""
    article = _begun()
    nothing = dict.fromkeys(article.content(), "")
    lists = {"authors": [], "tags": [], "picks": []}
    keys = {"kind_id": article.kind_id, "section_id": None, "photo_id": None, "language": "kk"}
    return _pending(article, nothing | keys | lists)


def without_content():
    """A script has written a revision of its own making."""
    article = _begun()
    latest = Revision.objects.create(
        article=article, number=9, content={}, act=Revision.Action.IMPORT, at=timezone.now()
    )
    Article.objects.filter(pk=article.pk).update(latest_revision=latest)
    article.refresh_from_db()
    return article


def without_byline():
    article = _begun()
    return _pending(article, article.content() | {"authors": [], "agency": ""})


def full_of_what_is_gone():
    """What the draft names was deleted since."""
    article = _begun()
    photo, section = make_photo(), make_section("Жойылған", "zhoiylgan")
    author, tag = make_author("Кеткен", "ketken"), make_tag("Жоқ", "zhoq")
    kind, pick = Kind.objects.create(name="жойылған"), make_article("Жойылған", publish=False)
    body = f'<figure data-photo="{photo.pk}"></figure><p><a href="/zhoq/1-joq/">жоқ</a></p>'
    content = {
        "photo_id": photo.pk,
        "section_id": section.pk,
        "kind_id": kind.pk,
        "authors": [author.pk],
        "tags": [tag.pk],
        "picks": [pick.pk],
        "body": body,
    }
    _pending(article, article.content() | content)
    with transaction.atomic():
        for row in (pick, photo, section, author, tag, kind):  # as a hand in the database would
            _without_checks(row)
    assert not Photo.objects.filter(pk=photo.pk).exists()
    assert not Section.objects.filter(pk=section.pk).exists()
    assert not Author.objects.filter(pk=author.pk).exists()
    assert not Tag.objects.filter(pk=tag.pk).exists()
    return article


def beyond_limits():
    article = _begun()
    return _pending(article, article.content() | {"headline": "Т" * 5000, "lede": "л" * 50_000})


BROKEN = (empty, without_content, without_byline, full_of_what_is_gone, beyond_limits)
