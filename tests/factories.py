"""Articles and what they need, made through the models' own verbs."""

from datetime import datetime
from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone

from articles.media import renditions
from articles.models import (
    Article,
    Author,
    Kind,
    MediaFile,
    Photo,
    RelatedArticle,
    Section,
    Tag,
)

_number = count(1)


def make_section(name="Саясат", slug="sayasat", **fields):
    return Section.objects.get_or_create(slug=slug, defaults={"name": name} | fields)[0]


def make_author(name="Айгүл Сәрсенова", slug="aigul-sarsenova", **fields):
    return Author.objects.get_or_create(slug=slug, defaults={"name": name} | fields)[0]


def make_tag(name="Су реформасы", slug="su-reformasy", **fields):
    return Tag.objects.get_or_create(slug=slug, defaults={"name": name} | fields)[0]


def make_photo(**fields):
    """A photo that waits for its file, or one with all renditions of it."""
    photo = Photo.objects.create(**{"credit": "Newsroom", "licence": "own"} | fields)
    if photo.file:
        renditions.complete(photo.pk)
        photo.refresh_from_db()
    return photo


def make_article(
    headline="", *, tags=(), authors=None, publish: datetime | bool = True, **fields
) -> Article:
    """An article with section, byline and tags; published now, at ``publish``, or a draft."""
    if "section" not in fields:
        fields["section"] = make_section()
    fields.setdefault("kind", Kind.objects.get(name="жаңалық"))
    fields.setdefault("body", "<p>Ауылдағы мектепте жаңа кітапхана ашылды.</p>")
    article = Article.objects.create(headline=headline or f"Жаңалық {next(_number)}", **fields)
    article.set_authors([make_author()] if authors is None else list(authors))
    article.set_tags(list(tags))
    if publish:
        if publish is not True:
            article.published_at = publish
        article.publish(by=None, at=timezone.now())
    else:
        article.notify_changed(by=None, at=timezone.now())
    return article


def forget(articles):
    """Take articles out as if readers had never seen them, which no door of the newsroom does."""
    articles.update(status="draft", slug="")
    RelatedArticle.objects.filter(related__in=articles).delete()
    articles.delete()


def make_file(name="esep.pdf", data=b"%PDF-1.7\n%%EOF\n", **fields):
    """A file in the storage; a document unless the bytes say something else."""
    return MediaFile.from_file(ContentFile(data, name), **{"title": "Есеп"} | fields)
