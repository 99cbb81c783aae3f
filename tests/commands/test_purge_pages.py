"""A page that is kept is made anew after ``purge_pages``, and only then."""

import pytest
from django.core.management import CommandError, call_command

from articles.models import SiteIdentity
from articles.views import front
from tests.factories import make_article


@pytest.fixture
def made(client, db, monkeypatch):
    """Ask for the front page; how often it was made by then."""
    make_article()
    SiteIdentity(pk=1).save()
    count, render = [], front.render

    def counted(*arguments, **options):
        count.append(1)
        return render(*arguments, **options)

    monkeypatch.setattr(front, "render", counted)

    def ask():
        assert client.get("/").status_code == 200
        return len(count)

    ask()  # what all pages share is read for the first page, which is not kept
    count.clear()
    return ask


@pytest.mark.parametrize("addresses", [[], ["/", "http://testserver/sayasat/"]])
def test_kept_pages_are_made_anew(made, addresses):
    assert (made(), made()) == (1, 1)
    call_command("purge_pages", *addresses)
    assert made() == 2


def test_an_address_elsewhere_is_named(made):
    made()
    with pytest.raises(CommandError, match=r"https://example\.org/"):
        call_command("purge_pages", "https://example.org/")
    assert made() == 1
