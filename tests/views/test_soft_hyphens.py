"""Long words of readers' pages may be broken in Kazakh Cyrillic, and no text has a sign for it."""

import pytest

from articles.kazakh.soft_hyphens import MARK
from tests import factories

WORD = "ынтымақтастығымыздан"
BROKEN = f"ынты{MARK}мақ{MARK}тас{MARK}ты{MARK}ғы{MARK}мыз{MARK}дан"


@pytest.fixture
def article(db, evening):
    return factories.make_article(
        f"Бұл {WORD} & достық", lede=f"Лид {WORD}.", body=f"<p>Мәтін {WORD}.</p>"
    )


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_headline_lede_and_body_may_be_broken(client, article):
    said = page(client, article.get_absolute_url())
    assert f"<h1>Бұл {BROKEN} &amp; достық</h1>" in said
    assert f"Лид {BROKEN}." in said
    assert f"<p>Мәтін {BROKEN}.</p>" in said


@pytest.mark.parametrize("address", ["/", "/sayasat/", "/archive/", f"/search/?q={WORD}"])
def test_headlines_of_cards_may_be_broken(client, article, address):
    assert BROKEN in page(client, address)


def test_machines_get_the_words_whole(client, article):
    said = page(client, article.get_absolute_url())
    head = said.partition("</head>")[0]
    assert MARK not in head
    assert head.count(WORD) >= 4  # title, description, Open Graph, structured data
    for address in ("/rss.xml", "/atom.xml", "/feed.json"):
        feed = page(client, address)
        assert WORD in feed, address
        assert MARK not in feed, address
    [hit] = client.get(f"/api/v1/search/?q={WORD}").json()["results"]
    assert WORD in hit["title"]
    assert "\u00ad" not in said


@pytest.mark.parametrize(
    ("prefix", "word"), [("/latn", "yntymaqtastyğymyzdan"), ("/arab", "ىنتىماقتاستىعىمىزدان")]
)
def test_other_scripts_are_spelled_from_whole_words(client, article, prefix, word):
    said = page(client, prefix + article.get_absolute_url())
    assert f" {word}.</p>" in said
    assert MARK not in said


def test_other_languages_are_left_to_the_browser(client, evening):
    article = factories.make_article("Достопримечательность", language="ru")
    said = page(client, article.get_absolute_url())
    assert "<h1>Достопримечательность</h1>" in said
