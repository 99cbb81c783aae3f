"""Each thing that should be mended is found, with the screen on which to mend it."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from articles.media import renditions
from articles.models import (
    Article,
    ArticleTag,
    AuditEntry,
    Layout,
    Photo,
    Redirect,
    Section,
    SiteIdentity,
    Tag,
)
from articles.models.curation.page_layout import BreakingBanner, PageLayout
from tests.factories import make_article, make_author, make_file, make_photo, make_section, make_tag
from tests.support.database import delete_by_hand
from tests.support.media import put
from tests.support.pictures import drawn, encoded

pytestmark = pytest.mark.django_db
ADMIN = "http://testserver/admin/articles/"


def check(*arguments):
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("check_content", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        code = stop.code
    return code, out.getvalue(), err.getvalue()


def findings():
    """Kind and screen of each."""
    code, out, _err = check("--format=jsonl")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == bool(found)
    return [(one["kind"], one["address"].removeprefix(ADMIN)) for one in found]


def stored_photo(**fields):
    photo = make_photo(**{"alt": "Су"} | fields)
    photo.file.save("su.jpg", ContentFile(encoded(drawn(), "JPEG")))
    return photo


def make_saying(body, **fields):
    """An article that was published with a text that no publish check would pass."""
    article = make_article(**fields)
    Article.objects.filter(pk=article.pk).update(body=body)
    return article


@pytest.fixture
def article(settings):
    photo = stored_photo()
    renditions.make(photo)
    return make_article(
        photo=photo,
        tags=[make_tag()],
        body='<p><a href="/tag/su-reformasy/">су</a>, <a href="/sayasat/">саясат</a>, '
        '<a href="https://example.org/tag/x/">бөтен</a>, <a href="mailto:a@example.org">хат</a>, '
        '<a href="/author/aigul-sarsenova/rss.xml">Айгүл</a>, <a href="/search/?q=x">іздеу</a></p>',
    )


def test_a_newsroom_in_order_has_nothing_to_mend(article):
    code, out, err = check()
    assert (code, err, out.count("\n")) == (0, "", 1)
    assert "табылған жоқ" in out


@pytest.mark.parametrize(
    "link",
    [
        "/tag/none/",
        "/author/none/",
        "/none/",
        "/none/rss.xml",
        "/sayasat/999999-none/",
        "http://testserver/ru/tag/none/",
        "../999999-none/",
    ],
)
def test_a_dead_link_in_a_text_is_found(article, link):
    other = make_saying(f'<p><a href="{link}">сілтеме</a></p>')
    code, out, err = check()
    assert (code, out.count("\n"), "1" in err) == (1, 1, True)
    assert link in out
    assert findings() == [("dead_link", f"article/{other.pk}/change/")]


def test_a_link_that_leads_on_is_alive(article):
    Redirect.add("/tag/none/", "/tag/su-reformasy/")
    make_saying('<p><a href="/tag/none/">сілтеме</a></p>')
    assert findings() == []


def test_a_photo_that_is_not_there_is_found_in_a_text(article):
    other = make_saying('<figure data-photo="999"></figure>')
    assert findings() == [("dead_photo", f"article/{other.pk}/change/")]


def test_a_file_that_is_not_there_is_found_in_a_text(article):
    other = make_saying('<figure data-file="999"></figure>')
    assert findings() == [("dead_file", f"article/{other.pk}/change/")]


def test_files_of_the_newsroom_are_looked_for_and_known(article, settings):
    file = make_file()
    file.captions.save("kk.vtt", ContentFile(b"WEBVTT"))
    assert findings() == []
    default_storage.delete(file.captions.name)
    put(settings, "files/2026/03/old.pdf")
    assert findings() == [
        ("missing_file", f"mediafile/{file.pk}/change/"),
        ("orphan_file", "mediafile/"),
    ]


def test_what_rows_name_and_is_not_there_is_found(article):
    """As a hand in the database leaves it: its keys are checked at the end of a transaction."""
    tagging = ArticleTag.objects.get()
    delete_by_hand(Tag, "id", tagging.tag_id)
    assert ("dead_key", f"article/{article.pk}/change/") in findings()
    delete_by_hand(ArticleTag, "id", tagging.pk)


def test_a_layout_with_what_is_not_there_is_found(article):
    now = timezone.now()
    layout = (
        PageLayout()
        .place(999, "top.0", now)
        ._replace(
            story=999, banner=BreakingBanner("Шұғыл", "/tag/none/", now, now + timedelta(hours=1))
        )
    )
    Layout.save_version(layout, language="kk", base=0, by=None, at=now)
    assert findings() == [
        ("dead_key", "layout/kk/board/"),
        ("dead_key", "layout/kk/board/"),
        ("dead_link", "layout/kk/board/"),
    ]


def test_missing_files_are_found(article):
    default_storage.delete(article.photo.file.name)
    default_storage.delete(article.photo.renditions["base"] + "-social.jpg")
    code, out, _err = check()
    assert (code, out.count("\n")) == (1, 1)
    assert article.photo.file.name in out
    assert "-social.jpg" in out
    assert findings() == [("missing_file", f"photo/{article.photo.pk}/change/")]


@pytest.mark.parametrize("name", ["photos/2026/03/old.jpg", "site/old.png", "stray.txt"])
def test_a_file_that_nothing_needs_is_found(article, settings, name):
    put(settings, name)
    assert [kind for kind, _address in findings()] == ["orphan_file"]
    assert name in check()[1]


def test_a_rendition_that_no_photo_has_is_found(article, settings):
    put(settings, f"renditions/{article.photo.pk}/old-w320.webp")
    put(settings, "renditions/999/old-w320.webp")
    assert findings() == [
        ("orphan_file", f"photo/{article.photo.pk}/change/"),
        ("orphan_file", "photo/"),
    ]


def test_a_file_that_the_audit_can_bring_back_is_needed(article, settings):
    put(settings, "photos/before.jpg")
    put(settings, "site/before.png")
    SiteIdentity(pk=1).save()
    for thing, field, name in (
        (article.photo, "file", "photos/before.jpg"),
        (SiteIdentity.objects.get(), "logo", "site/before.png"),
    ):
        AuditEntry.record("change", thing, by=None, at=timezone.now(), before={field: name})
    assert findings() == []


def test_a_section_of_the_menu_without_a_live_article_is_found(article):
    empty = make_section("Мәдениет", "madeniet")
    make_section("Мұрағат", "muragat", in_menu=False)
    make_article(section=empty, publish=False)
    assert findings() == [("empty_section", f"section/{empty.pk}/change/")]


def test_old_addresses_that_lead_nowhere_or_round_are_found(article):
    paths = [
        ("/a/", "/b/"),
        ("/b/", "/a/"),
        ("/c/", "/c/"),
        ("/d/", "/e/"),
        ("/e/", "/tag/su-reformasy/"),
        ("/f/", "/tag/none/"),
        ("/g/", "/f/"),
        ("/h/", "https://example.org/none/"),
    ]
    old = {path: Redirect.objects.create(path=path, target=to).pk for path, to in paths}
    assert findings() == [
        (kind, f"redirect/{old[path]}/change/")
        for path, kind in [
            ("/a/", "redirect_loop"),
            ("/b/", "redirect_loop"),
            ("/c/", "redirect_loop"),
            ("/f/", "dead_redirect"),
            ("/g/", "dead_redirect"),
        ]
    ]


def test_a_tag_that_is_there_twice_is_found(article):
    second = make_tag("Басқа", "basqa")
    Tag.objects.filter(pk=second.pk).update(name="су  РЕФОРМАСЫ")
    assert findings() == [("doubled_tag", f"tag/{second.pk}/change/")]


@pytest.mark.parametrize("credit", ["", " ", "\u00a0"])
def test_a_photo_without_a_credit_is_found(article, credit):
    photo = make_photo(credit="x")
    Photo.objects.filter(pk=photo.pk).update(credit=credit)
    assert findings() == [("no_credit", f"photo/{photo.pk}/change/")]


def test_the_costs_do_not_grow_with_the_articles(article, django_assert_max_num_queries):
    for number in range(30):
        body = f'<p><a href="/tag/none-{number}/">сілтеме</a></p>'
        make_saying(body, photo=stored_photo(), authors=[make_author()])
    with django_assert_max_num_queries(40):
        assert len(findings()) == 30
    assert Article.objects.count() == 31
    assert Section.objects.count() == 1
