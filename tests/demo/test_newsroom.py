"""The demo newsroom: what a person meets who has just started the server."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import Count
from django.utils import timezone

from articles.models import Article, Author, Kind, MediaFile, Photo, Section, SiteIdentity, Tag
from articles.models.workflow.transitions import Status
from articles.search import search
from articles.text import bodies
from articles.text.blocks import find

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
HREF = re.compile(r'href="(/[^"]+)"')


def live():
    return Article.objects.live()


def test_every_section_has_articles_of_this_week_and_older_ones():
    week = timezone.now() - timedelta(days=7)
    for section in Section.objects.all():
        published = live().in_language("kk").in_section(section)
        assert published.filter(published_at__gt=week).count() >= 2, section
        assert published.filter(published_at__lt=week).exists(), section
    assert Section.objects.count() == 7


def test_there_is_news_of_the_last_hours():
    assert live().filter(published_at__gt=timezone.now() - timedelta(hours=9)).count() >= 8


def test_there_are_all_five_kinds():
    used = Kind.objects.filter(article__in=live()).distinct().values_list("name", flat=True)
    assert set(used) == {"жаңалық", "талдау", "сұхбат", "пікір", "репортаж"}


@pytest.mark.parametrize(("language", "least"), [("kk", 36), ("ru", 4), ("en", 3)])
def test_each_edition_has_articles(language, least):
    assert live().in_language(language).count() >= least


def test_documents_and_a_recording_stand_where_a_newsroom_would_have_them():
    for kind, count in (("document", 2), ("audio", 1)):
        shown = MediaFile.objects.filter(kind=kind, usages__article__in=live())
        assert shown.count() == count
    [recording] = MediaFile.objects.filter(kind="audio")
    assert recording.credit
    assert recording.transcript
    assert MediaFile.objects.filter(file__endswith=".pdf").exists()


def test_one_story_runs_over_many_days():
    story = live().in_language("kk").filter(tags__name="Алтын дала экспресі")
    assert story.count() >= 9
    assert len({article.published_at.date() for article in story}) >= 7
    assert story.values("section").distinct().count() == 7
    assert Tag.objects.get(name="Алтын дала экспресі").is_pinned


def test_every_tag_is_used():
    assert not Tag.objects.exclude(taggings__content_object__in=live()).exists()


def test_drafts_and_what_is_to_come_are_there_and_not_live():
    hidden = Article.objects.exclude(pk__in=live())
    assert hidden.filter(status=Status.DRAFT).count() == 2
    assert hidden.filter(status=Status.IN_REVIEW).count() == 1
    assert [article.is_scheduled for article in hidden.filter(status=Status.PUBLISHED)] == [True]


def test_some_articles_were_updated_after_their_publication():
    updated = live().exclude(updated_at=None)
    assert len(updated) >= 2
    assert all(a.published_at < a.updated_at < timezone.now() for a in updated)


def test_every_article_is_signed_and_illustrated():
    for article in Article.objects.select_related("photo").annotate(names=Count("bylines")):
        assert article.names or article.agency, article
        assert article.photo.credit
        assert article.photo.alt
    assert live().annotate(names=Count("bylines")).filter(names=2).count() >= 4
    assert live().exclude(agency="").count() >= 2


def test_every_author_writes_and_has_a_face():
    for author in Author.objects.all():
        assert author.portrait.alt == author.name
        assert author.biography.count(".") >= 2
        assert author.email.endswith("@example.kz")
        assert author.position
        assert live().by_author(author).count() >= 2
    assert Author.objects.count() == 8


def test_headlines_fit_a_news_page():
    for headline in Article.objects.values_list("headline", flat=True):
        assert 45 <= len(headline) <= 90, headline


def test_bodies_are_of_the_vocabulary_and_nothing_of_the_notation_is_left():
    for article in Article.objects.all():
        assert bodies.clean(article.body) == article.body
        assert not re.search(r"\*\*|\[\[|]\(|<p>(?:##|- |>|&gt;)", article.body), article
    everything = "".join(live().values_list("body", flat=True))
    for tag in ("<h2>", "<ul>", "<blockquote>", "<strong>", "<a ", "<figure ", "<aside>"):
        assert tag in everything
    assert {block.kind for block in find(everything)} >= {
        "photo", "gallery", "embed", "article", "pullquote",
    }  # fmt: skip


def test_links_lead_to_live_articles():
    links = [path for body in live().values_list("body", flat=True) for path in HREF.findall(body)]
    addresses = {article.get_absolute_url() for article in live()}
    assert len(links) >= 3
    assert set(links) <= addresses


def test_picks_stand_first_in_the_sidebar():
    picked = [article for article in live() if article.picks.exists()]
    assert len(picked) >= 10
    for article in picked:
        picks = list(article.picks.values_list("related_id", flat=True))
        assert article.sidebar[: len(picks)] == picks


def test_photos_have_their_renditions(demo):
    for photo in Photo.objects.all():
        assert (Path(demo) / photo.file.name).is_file()
        assert (Path(demo) / f"{photo.renditions['base']}-w160.webp").is_file()


def test_photos_in_bodies_exist():
    shown = {pk for body in live().values_list("body", flat=True) for pk in bodies.photo_ids(body)}
    assert len(shown) >= 4
    assert Photo.objects.filter(pk__in=shown).count() == len(shown)


def test_the_site_has_a_name_an_imprint_and_a_logo():
    identity = SiteIdentity.load()
    assert identity.name == "Дала жаршысы"
    assert identity.email.endswith("@example.kz")
    assert identity.missing == []
    assert identity.principles
    assert identity.logo.name.endswith(".png")
    assert identity.social_picture.credit


def test_readers_find_what_they_mean_however_they_type():
    lines = Path(__file__).with_name("queries.tsv").read_text("utf-8").splitlines()
    asked = [line.split("\t") for line in lines if line and not line.startswith("#")]
    found = {}
    for query, address in asked:
        hits = search(query, language="kk", at=timezone.now(), size=10).hits
        found[query] = any(hit.article.slug.startswith(address) for hit in hits)
    assert len(found) == 200
    assert sum(found.values()) / len(found) >= 0.95, [q for q in found if not found[q]]
