"""The breaking banner: over every page of an edition, until its end."""

from datetime import timedelta

import pytest
from lxml import html

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
    screen = open_screen().press("save", **typed)
    assert "Қашан аяқталатынын" in screen.errors()
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
