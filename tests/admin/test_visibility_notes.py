"""What readers do not see yet of what an editor has put on the pages: the editor is told why."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Layout, Redirect
from articles.models.curation.page_layout import BreakingBanner, PageLayout
from tests.factories import make_article, make_author, make_tag
from tests.support.screen import Screen, local
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 3, 12, 0, tzinfo=timezone.get_default_timezone())
TAGS = "/admin/articles/tag/"


@pytest.fixture
def desk(client, time_machine):
    time_machine.move_to(NOON - timedelta(hours=3), tick=False)
    client.force_login(make_staff("Chief editor"))
    return client


@pytest.fixture
def embargoed(desk):
    """An article until noon, with its tag and its author."""
    tag, author = make_tag("Құпия", "qupiia"), make_author("Асан", "asan")
    return make_article("Құпия", tags=[tag], authors=[author], publish=NOON)


def put_in_banner(link):
    """As a link stands there that could be followed when it was put in."""
    banner = BreakingBanner("Шұғыл", link, timezone.now(), NOON + timedelta(hours=3))
    Layout.save_version(
        PageLayout(banner=banner), language="kk", base=0, by=None, at=timezone.now()
    )


@pytest.mark.parametrize("leads_to", ["article", "tag", "author", "old address"])
def test_why_the_banner_has_no_link_and_until_when(desk, embargoed, time_machine, leads_to):
    make_article("Көрінетін")
    Redirect.objects.create(path="/eski.html", target=embargoed.path)
    links = {
        "article": f"http://testserver{embargoed.path}",
        "tag": "/latn/tag/qupiia/",
        "author": "/author/asan/rss.xml",
        "old address": "/eski.html",
    }
    typed = {"banner-text": "Шұғыл", "banner-link": links[leads_to]}
    refused = Screen(desk).press("save", **typed).response.content.decode()
    assert "03.03.2026 12:00" in refused
    assert "Шұғыл</p>" not in desk.get("/").content.decode()
    put_in_banner(links[leads_to])
    page = Screen(desk).response.content.decode()
    assert "сілтеме апаратын мақала 03.03.2026 12:00 шығады" in page
    for _round in range(2):
        front = desk.get("/").content.decode()
        assert "Шұғыл</p>" in front
        assert "qupiia" not in front
    time_machine.move_to(NOON, tick=False)
    assert "Шұғыл</a></p>" in desk.get("/").content.decode()
    assert "сілтеме апаратын" not in Screen(desk).response.content.decode()


def test_a_banner_that_begins_with_the_article_has_nothing_to_wait_for(desk, embargoed):
    start, end = local(NOON), local(NOON + timedelta(hours=3))
    typed = {"banner-text": "Шұғыл", "banner-link": embargoed.path}
    page = Screen(desk).press("save", **typed | {"banner-start": start, "banner-end": end})
    assert "сілтеме апаратын" not in page.response.content.decode()


def test_a_link_to_a_draft_waits_for_nobody_knows_when(desk):
    draft = make_article(publish=False)
    put_in_banner(f"/sayasat/{draft.pk}-zhoba/")
    page = Screen(desk).response.content.decode()
    assert "апаратын бет оқырманға ашық емес" in page


def test_why_a_pinned_tag_is_not_shown_and_until_when(desk, embargoed, time_machine):
    tag, empty = embargoed.tags.get(), make_tag("Бос", "bos")
    told = {
        tag: "Алғашқысы 03.03.2026 12:00 шығады, тег те сол сәтте көрінеді.",
        empty: "Алғашқысы шыққан сәтте өзі көрінеді.",
    }
    for one, why in told.items():
        data = {"name": one.name, "slug": one.slug, "is_pinned": "on"}
        assert why in desk.post(f"{TAGS}{one.pk}/change/", data, follow=True).content.decode()
        assert why in desk.get(f"{TAGS}{one.pk}/change/").content.decode()
    time_machine.move_to(NOON, tick=False)
    assert "әзірге көрмейді" not in desk.get(f"{TAGS}{tag.pk}/change/").content.decode()


def test_it_is_said_in_the_list_too(desk):
    tag = make_tag("Бос", "bos")
    data = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": tag.pk}
    data |= {"form-0-is_pinned": "on", "_save": "1"}
    page = desk.post(TAGS, data, follow=True).content.decode()
    assert "#Бос: Оқырман бұл тегті әзірге көрмейді" in page
