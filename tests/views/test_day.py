"""The archive of a day keeps to the newsroom's clocks, and leads to days that have something."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.views.lists import PAGE_SIZE
from tests import factories

ALMATY = timezone.get_default_timezone()
MIDNIGHT = datetime(2026, 3, 3, tzinfo=ALMATY)


def test_a_day_begins_and_ends_at_midnight_in_almaty(headlines, evening):
    for name, seconds in (("кеше", -1), ("таң", 0), ("кеш", 17 * 3600)):
        factories.make_article(name, publish=MIDNIGHT + timedelta(seconds=seconds))
    assert headlines("/archive/2026/03/03/") == ["кеш", "таң"]
    assert headlines("/archive/2026/03/02/") == ["кеше"]


def test_days_around_are_those_with_something(show, evening):
    for days in (0, 5, 400):
        factories.make_article(publish=MIDNIGHT - timedelta(days=days))
    factories.make_article(publish=MIDNIGHT - timedelta(days=2), language="ru")

    def around(address):
        return show(address).xpath("//nav[@class='days']/a/@href")

    assert around("/archive/2026/03/03/") == ["/archive/2026/02/26/"]
    assert around("/archive/2026/02/26/") == ["/archive/2025/01/27/", "/archive/2026/03/03/"]
    assert around("/archive/2025/01/27/") == ["/archive/2026/02/26/"]
    assert around("/ru/archive/2026/03/01/") == []


def test_a_day_without_articles_says_so_and_leads_on(show, evening):
    factories.make_article(publish=MIDNIGHT - timedelta(days=5))
    tree = show("/archive/2026/03/01/")
    assert "Әзірге мұнда мақала жоқ." in tree.text_content()
    assert tree.xpath("//nav[@class='days']/a/@href") == ["/archive/2026/02/26/"]


def test_a_long_day_has_pages(show, evening):
    for minute in range(PAGE_SIZE + 1):
        factories.make_article(publish=MIDNIGHT + timedelta(minutes=minute))
    (way,) = show("/archive/2026/03/03/").xpath("//head/link[@rel='next']/@href")
    assert len(show("/archive/2026/03/03/" + way).find_class("card")) == 1


@pytest.mark.parametrize(
    "day", ["2026/03/04", "2026/3/3", "2026/13/01", "2026/02/30", "0001/01/01", "9999/12/31"]
)
def test_days_that_are_not_there(client, evening, day):
    assert client.get(f"/archive/{day}/").status_code == 404


def test_the_edges_of_the_calendar(client, evening):
    assert client.get("/archive/1900/01/01/").status_code == 200
    assert client.get("/archive/2099/12/31/").status_code == 404
