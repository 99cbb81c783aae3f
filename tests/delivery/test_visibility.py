"""What a page names in passing, a pinned tag or a link, is printed when readers may know of it."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories import make_article, make_tag

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=timezone.get_default_timezone())
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("edition", ["", "/latn", "/arab", "/ru"])
def test_a_pinned_tag_appears_with_its_first_article(client, edition):
    """Before that it is as unknown as one that nobody made; its page knows by itself."""
    language = "ru" if edition == "/ru" else "kk"
    tag = make_tag("Сайлау", "sailau", is_pinned=True)
    with time_machine.travel(NOON - SECOND, tick=False):
        make_article("Барлығы", language=language)
        make_article("Дода", tags=[tag], language=language, publish=NOON)
        for _round in range(2):
            assert b"sailau" not in client.get(f"{edition}/").content
            for address in ("/tag/sailau/", "/tag/sailau/atom.xml"):
                known, unknown = (
                    client.get(edition + address.replace("sailau", name))
                    for name in ("sailau", "joqteg")
                )
                assert known.status_code == unknown.status_code == 404
                assert known.content == unknown.content.replace(b"joqteg", b"sailau")
    with time_machine.travel(NOON, tick=False):
        assert f'<a href="{edition}/tag/sailau/">'.encode() in client.get(f"{edition}/").content
        assert client.get(f"{edition}/tag/sailau/").status_code == 200
        assert client.get(f"{edition}/tag/sailau/atom.xml").status_code == 200


def test_a_pinned_tag_stands_in_the_editions_that_have_something_of_it(client):
    make_article("Дода", tags=[make_tag("Сайлау", "sailau", is_pinned=True)])
    assert b"/tag/sailau/" in client.get("/latn/").content
    assert b"/tag/sailau/" not in client.get("/ru/").content


def test_a_link_to_what_was_withdrawn_is_not_printed_and_to_what_was_retracted_is(client):
    gone, retracted = make_article("Алынған"), make_article("Қайтарылған")
    links = "".join(f'<p><a href="{one.path}">осы</a></p>' for one in (gone, retracted))
    page = make_article(body=links).path
    assert client.get(page).content.count(">осы</a>".encode()) == 2
    gone.withdraw(by=None, at=timezone.now())
    retracted.retract(by=None, at=timezone.now(), note="Дерек расталмады.")
    shown = client.get(page).content.decode()
    assert f'<a href="{retracted.path}" rel="noopener">осы</a>' in shown
    assert gone.path not in shown
    assert "<p>осы</p>" in shown


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/tag/qupiia/", "/sayasat/", "/archive/", "#tomen", "mailto:a@b.kz",
        "tel:+77010000000", "/files/qupiia.pdf",
    ],
)  # fmt: skip
def test_other_links_are_left_alone(client, link):
    make_tag("Құпия", "qupiia")
    article = make_article(body=f'<p><a href="{link}" rel="noopener">осы</a></p>')
    assert f'<a href="{link}" rel="noopener">осы</a>' in client.get(article.path).content.decode()


def test_a_link_that_a_script_has_written_is_judged_as_it_is_printed(client):
    make_tag("Құпия", "qupiia")
    article = make_article(body="<p>Су <a href=/tag/qupiia/>осы</a></p>")
    for address in (article.path, "/rss.xml", "/feed.json"):
        assert "qupiia" not in client.get(address).content.decode()


def test_a_broken_address_breaks_no_page(client):
    article = make_article(body='<p><a href="https://[qate/">осы</a></p>')
    for address in (article.path, "/rss.xml", "/feed.json"):
        assert "осы" in client.get(address).content.decode()


@pytest.mark.parametrize(
    "link",
    [
        "/tag/qupiia/", "HTTPS://WWW.TestServer:443/tag/qupiia/", "\\tag\\qupiia/",
        "/tag/%71upiia/", "/preview/abcdef/", "/media/photos/2026/03/qupiia.jpg", "/Tag/Qupiia/",
        "/en/tag/qupiia",
    ],
)  # fmt: skip
def test_whatever_way_a_hidden_link_is_written(client, link):
    make_tag("Құпия", "qupiia")
    body = f"<p><a rel=\"noopener\" href='{link}'>осы</a></p>"
    for lede in ("", "Лид"):
        article = make_article(body=body, lede=lede)
        for address in (article.path, "/rss.xml", "/feed.json"):
            assert "qupiia" not in client.get(address).content.decode().lower()
