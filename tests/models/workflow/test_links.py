"""Links into the site: what they lead to, however they are written."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Redirect
from articles.models.workflow.links import dead_links, path_in_site
from tests.factories import make_article, make_author, make_section, make_tag

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def dead(*links, at=NOW):
    html = "".join(f'<p><a href="{link}">с</a></p>' for link in links)
    return dead_links(html, Article.objects.live(at))


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("/sayasat/", "/sayasat/"),
        (" /sayasat/\n", "/sayasat/"),
        ("\\sayasat\\", "/sayasat/"),
        ("/ru/sayasat/", "/sayasat/"),
        ("/latn/tag/su/", "/tag/su/"),
        ("/%71azaq/", "/qazaq/"),
        ("http://testserver/tag/su/", "/tag/su/"),
        ("HTTPS://WWW.TestServer.:443/tag/su/?a=1#b", "/tag/su/"),
        ("//localhost/tag/su/", "/tag/su/"),
        ("http://testserver", "/"),
        ("https://example.org/tag/su/", ""),
        ("https://testserver.example.org/", ""),
        ("ftp://testserver/tag/su/", ""),
        ("mailto:a@testserver", ""),
        ("#tomen", ""),
        ("?bet=2", ""),
        ("", ""),
        ("http://[qate/", ""),
        ("https://*/tag/su/", ""),
        ("https://" + "a" * 70 + ".kz/", ""),
        ("2-y/", "2-y/"),
    ],
)
def test_the_path_of_a_link(link, path):
    assert path_in_site(link) == path


def test_a_host_of_other_letters_is_known_by_its_name_on_the_net(settings):
    settings.ALLOWED_HOSTS = ["жаңалық.kz", "*"]
    assert path_in_site("https://xn--80aa6ahf0gb.kz/") == ""
    ascii_name = "жаңалық.kz".encode("idna").decode()
    assert path_in_site(f"https://{ascii_name}/tag/su/") == "/tag/su/"
    assert path_in_site("https://Жаңалық.kz/tag/su/") == "/tag/su/"
    assert path_in_site("https://*/tag/su/") == ""


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("../2-y/", "/sayasat/2-y/"),
        ("/tag/su/", "/tag/su/"),
        ("?bet=2", "/sayasat/1-x/"),
        ("https://example.org/", ""),
        ("http://[qate/", ""),
    ],
)
def test_a_link_on_a_page_starts_from_it(link, path):
    assert path_in_site(link, "/sayasat/1-x/") == path


def test_what_leads_somewhere():
    live = make_article(publish=NOW)
    make_tag("Су", "su")
    make_author("Дана", "dana")
    assert dead(
        *(live.path, f"/sport/{live.pk}-basqa", f"/ru{live.path}", "/sayasat/", "/archive/"),
        *("/tag/su/", "/tag/su", "/tag/su/rss.xml", "/author/dana/", "/author/dana/atom.xml"),
        *("/", "/files/2026/03/x.pdf", "/sayasat/rss.xml", "https://example.org/joq/", "#tomen"),
    ) == []  # fmt: skip


def test_what_leads_nowhere_is_named_once_in_its_order():
    make_section()
    draft = make_article(publish=False)
    make_tag("Су", "su")
    make_author("Дана", "dana")
    links = [
        *(f"/sayasat/{draft.pk}-x/", "/sayasat/987654-joq/", "/joq-bolim/", "/tag/dana/"),
        *("/author/su/", "/author/joq/rss.xml", "/en/tag/joq/", "joq"),
    ]
    assert dead(*links, links[2]) == links


def test_an_article_is_there_from_its_instant():
    article = make_article(publish=NOW)
    assert dead(article.path, at=NOW) == []
    assert dead(article.path, at=NOW - timedelta(seconds=1)) == [article.path]


def test_what_has_moved_leads_to_where_it_is_now():
    Redirect.objects.create(path="/eski-bolim/", target="/sayasat/")
    assert dead("/eski-bolim/", "/joq-bolim/") == ["/joq-bolim/"]


def test_the_number_of_an_article_may_be_long_and_breaks_no_database():
    assert dead(f"/sayasat/{'9' * 18}-joq/") == [f"/sayasat/{'9' * 18}-joq/"]
    assert dead(f"/sayasat/{'9' * 19}-joq/") == []
