"""Changes of what readers see, one for each way in which it can change, for ``prove_pages.py``.

Each takes a source of chance and the instant, does something to the newsroom, and gives the seconds
after which the clock will have done the rest; 0 where all is done.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from django.db import connection
from django.utils import timezone

from articles.models import (
    Article,
    Author,
    Byline,
    Kind,
    Layout,
    Photo,
    Redirect,
    RelatedArticle,
    Section,
    SiteIdentity,
    Spelling,
    Tag,
)
from articles.models.curation.page_layout import TOP, BreakingBanner, PageLayout
from articles.models.tag_merge import merge_tags
from tests.factories import make_article

Change = Callable[[Random, datetime], float | None]
_SOON = 0.5  # seconds until an instant that is arranged


def _word(random: Random) -> str:
    return "".join(random.choices("абвгғдеёжзийкқлмнңоөпрстуұүфхһшыі", k=8)).capitalize()


def _one(random: Random, rows):
    return random.choice(list(rows.order_by("pk")[:60]))


def _live(random: Random) -> Article:
    return _one(random, Article.objects.live(timezone.now()).in_language("kk").newest())


def _made(random: Random, **fields) -> Article:
    return make_article(_word(random), section=_one(random, Section.objects), **fields)


def _set(field: str) -> Change:
    return lambda random, at: (
        Article.objects.filter(pk=_live(random).pk).update(**{field: _word(random)}) and None
    )


def _rename(model, field: str = "name") -> Change:
    def change(random: Random, at: datetime) -> None:
        row = _one(random, model.objects)
        setattr(row, field, f"{_word(random)} {row.pk}")
        row.save()

    return change


def _sql(statement: str) -> Change:
    def change(random: Random, at: datetime) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, [_word(random), _live(random).pk])

    return change


def move_to_section(random: Random, at: datetime) -> None:
    article = _live(random)
    Article.objects.filter(pk=article.pk).update(section=_one(random, Section.objects))


def change_kind(random: Random, at: datetime) -> None:
    Article.objects.filter(pk=_live(random).pk).update(kind=_one(random, Kind.objects))


def change_photo(random: Random, at: datetime) -> None:
    photo = random.choice([None, _one(random, Photo.objects)])
    Article.objects.filter(pk=_live(random).pk).update(photo=photo)


def add_tag(random: Random, at: datetime) -> None:
    _live(random).tags.add(_one(random, Tag.objects))


def remove_tag(random: Random, at: datetime) -> None:
    article = _live(random)
    if tag := article.tags.first():
        article.tags.remove(tag)


def merge_tag(random: Random, at: datetime) -> None:
    tags = Tag.objects.order_by("pk")
    if len(tags) < 5:
        Tag.objects.create(name=_word(random), slug=f"t-{random.randrange(10**9)}")
        return
    gone, stays = random.sample(list(tags), 2)
    merge_tags([gone], stays, by=None, at=at)


def pin_tag(random: Random, at: datetime) -> None:
    tag = _one(random, Tag.objects)
    Tag.objects.filter(pk=tag.pk).update(is_pinned=not tag.is_pinned)


def remove_byline(random: Random, at: datetime) -> None:
    Byline.objects.filter(article=_live(random)).delete()


def add_byline(random: Random, at: datetime) -> None:
    article = _live(random)
    if not article.bylines.exists():
        Byline.objects.create(article=article, author=_one(random, Author.objects))


def schedule(random: Random, at: datetime) -> float:
    _made(random, publish=at + timedelta(seconds=_SOON))
    return _SOON


def arrange_withdrawal(random: Random, at: datetime) -> float:
    instant = at + timedelta(seconds=_SOON)
    Article.objects.filter(pk=_made(random).pk).update(withdraw_at=instant)
    return _SOON


def write_another(random: Random, at: datetime) -> None:
    _made(random, tags=[_one(random, Tag.objects)])


def withdraw(random: Random, at: datetime) -> None:
    _made(random).withdraw(by=None, at=at)


def withdraw_and_publish(random: Random, at: datetime) -> None:
    Article.objects.filter(pk=_live(random).pk).update(status="withdrawn")
    gone = Article.objects.filter(status="withdrawn").order_by("pk").last()
    Article.objects.filter(pk=gone.pk).update(status="published")


def correct(random: Random, at: datetime) -> None:
    _live(random).correct("correction", by=None, at=at, note=f"{_word(random)} түзетілді.")


def retract(random: Random, at: datetime) -> None:
    article = _made(random)
    article.retract(by=None, at=timezone.now(), note="Дерек расталмады.")


def _save_layout(layout: PageLayout, at: datetime) -> None:
    newest = Layout.objects.filter(language="kk", section=None).order_by("-number").first()
    base = newest.number if newest else 0
    Layout.save_version(layout, language="kk", base=base, by=None, at=at)


def place_on_front(random: Random, at: datetime) -> None:
    _save_layout(PageLayout().place(_live(random).pk, f"{TOP}.0", at), at)


def put_up_banner(random: Random, at: datetime) -> float:
    banner = BreakingBanner(_word(random), "", at, at + timedelta(seconds=_SOON))
    _save_layout(PageLayout(banner=banner), at)
    return _SOON


def reorder_sections(random: Random, at: datetime) -> None:
    section = _one(random, Section.objects)
    Section.objects.filter(pk=section.pk).update(position=random.randrange(100))


def hide_section(random: Random, at: datetime) -> None:
    section = _one(random, Section.objects)
    Section.objects.filter(pk=section.pk).update(in_menu=not section.in_menu)


def add_spelling(random: Random, at: datetime) -> None:
    word = random.choice(_live(random).headline.split()).strip("«».,:!?–").lower()
    Spelling.objects.update_or_create(word=word or "сөз", defaults={"latin": _word(random)})


def change_alphabet(random: Random, at: datetime) -> None:
    SiteIdentity.objects.update(latin_standard=random.choice(["2018", "2019", "2021"]))


def pick_related(random: Random, at: datetime) -> None:
    article, other = _live(random), _live(random)
    if article != other:
        RelatedArticle.objects.get_or_create(
            article=article, related=other, defaults={"position": 0}
        )


def move_section(random: Random, at: datetime) -> None:
    section = _one(random, Section.objects)
    section.slug = f"bolim-{random.randrange(10**9)}"
    section.save()


def forget_old_addresses(random: Random, at: datetime) -> None:
    Redirect.objects.all().delete()


_ARTICLE = "UPDATE articles_article SET"
CHANGES: dict[str, Change] = {
    "headline": _set("headline"),
    "lede": _set("lede"),
    "agency": _set("agency"),
    "source address": _set("source_url"),
    "body, in SQL": _sql(f"{_ARTICLE} body = '<p>' || %s || '</p>' WHERE id = %s"),
    "updated, in SQL": _sql(f"{_ARTICLE} headline = headline || %s WHERE id = %s"),
    "author renamed": _rename(Author),
    "author's position": _rename(Author, "position"),
    "tag renamed": _rename(Tag),
    "section renamed": _rename(Section),
    "photo's credit": _rename(Photo, "credit"),
    "photo's caption": _rename(Photo, "caption"),
    "photo's words": _rename(Photo, "alt"),
    "site's name": _rename(SiteIdentity),
    "site's imprint": _rename(SiteIdentity, "imprint"),
} | {
    change.__name__.replace("_", " "): change
    for change in (
        *(move_to_section, change_kind, change_photo, add_tag, remove_tag, merge_tag, pin_tag),
        *(remove_byline, add_byline, schedule, arrange_withdrawal, write_another, withdraw),
        *(withdraw_and_publish, correct, retract, place_on_front, put_up_banner),
        *(reorder_sections, hide_section, add_spelling, change_alphabet, pick_related),
        *(move_section, forget_old_addresses),
    )
}
