"""The breaking banner: over every page of an edition, until its end."""

from datetime import timedelta

import pytest
from lxml import html

from articles.models import Layout
from tests.factories import make_article
from tests.support.screen import local

pytestmark = pytest.mark.django_db


def test_the_breaking_news_stand_over_every_page_until_their_end(
    open_screen, client, news, now, time_machine
):
    end = (now + timedelta(hours=1)).replace(second=0, microsecond=0)
    typed = {
        "banner-text": "Алматыда <b>жер</b> сілкінді",
        "banner-link": news[0].get_absolute_url(),
    }
    screen = open_screen()
    screen.press("save", **typed | {"banner-end": local(end), "banner-link": "javascript:alert(1)"})
    assert "https://" in screen.errors()
    screen.press("save", **typed | {"banner-end": local(end)})
    pages = ["/", "/sayasat/", news[3].get_absolute_url(), "/joq/"]
    for address in pages:
        tree = html.fromstring(client.get(address).content.decode())
        [link] = tree.xpath("//aside[@class='breaking-banner']//a")
        assert (link.text, link.get("href")) == (typed["banner-text"], typed["banner-link"])
    assert b'class="breaking-banner"' not in client.get("/ru/").content
    time_machine.move_to(end - timedelta(seconds=1), tick=False)
    assert b'class="breaking-banner"' in client.get("/").content
    time_machine.move_to(end, tick=False)
    assert all(b'class="breaking-banner"' not in client.get(address).content for address in pages)


def refused(screen, link, **typed):
    """The message at the top of the page, which is that of the field too."""
    screen.press("save", **{"banner-text": "Су тасыды", "banner-link": link} | typed)
    assert not Layout.objects.exists()
    [top] = screen.tree.find_class("front-page-errors")
    assert top.get("role") == "alert"
    [field] = top.xpath(".//a/@href")
    assert screen.tree.get_element_by_id(field.removeprefix("#")).get("aria-invalid") == "true"
    return top.text_content()


def test_it_ends_after_three_hours_if_nothing_is_said(open_screen, news):
    open_screen().press("save", **{"banner-text": "Су тасыды"})
    banner = Layout.objects.get().layout.banner
    assert banner.end - banner.start == timedelta(hours=3)


@pytest.mark.parametrize(
    "link",
    [
        *("/joq-bolim/", "/tag/joq/", "/author/joq/", "/sayasat/987654-x/", "/a/b/c/"),
        *("/media/files/joq.pdf", "/admin/", "/ru/joq-bolim/"),
    ],
)
def test_a_link_to_no_page_of_the_house_is_refused(open_screen, news, link):
    said = refused(open_screen(), link)
    assert ("ондай бет жоқ" in said) or ("жарияланбаған" in said)


@pytest.mark.parametrize("host", ["", "https://newsroom.example"])
def test_a_link_to_what_readers_may_not_see_is_refused(open_screen, news, now, host, settings):
    settings.SITE_URL = "https://newsroom.example"
    draft = make_article("Жоба", publish=False)
    assert "жарияланбаған" in refused(open_screen(), f"{host}/sayasat/{draft.pk}-zhoba/")
    later = make_article("Ертең", publish=now + timedelta(days=1))
    address = f"{host}{later.get_absolute_url()}"
    assert "шығады" in refused(open_screen(), address)
    begin = {"banner-start": local(now + timedelta(days=1, minutes=2))}
    open_screen().press("save", **{"banner-text": "Су тасыды", "banner-link": address} | begin)
    assert Layout.objects.get().layout.banner.link == address


@pytest.mark.parametrize(
    "link", ["", "/", "/sayasat/", "/corrections/", "/search/?q=su", "https://example.org/joq/"]
)
def test_a_link_that_leads_somewhere_is_taken(open_screen, news, link):
    open_screen().press("save", **{"banner-text": "Су тасыды", "banner-link": link})
    assert Layout.objects.get().layout.banner.link == link


def test_a_link_that_died_since_stops_no_other_change_of_the_page(open_screen, news, now):
    typed = {"banner-text": "Су тасыды", "banner-link": news[0].get_absolute_url()}
    open_screen().press("save", **typed)
    news[0].withdraw(by=None, at=now)
    screen = open_screen()
    screen.press(f"off {news[1].pk}").press("save")
    assert Layout.objects.count() == 2
