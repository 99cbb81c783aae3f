"""Readers' pages as caches and browsers see them."""

import pytest

from tests import factories

ADDRESSES = [
    "/", "/archive/", "/archive/2026/03/03/", "/sayasat/", "/tag/su-reformasy/",
    "/author/aigul-sarsenova/", "/search/", "/search/?q=мектеп", "/joq/",
]  # fmt: skip


@pytest.fixture
def addresses(evening):
    article = factories.make_article(tags=[factories.make_tag()])
    return [*ADDRESSES, article.get_absolute_url()]


def test_nothing_is_known_of_the_reader(client, admin_user, addresses):
    client.force_login(admin_user)
    for address in addresses:
        response = client.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.headers.get("Vary", ""), address
        assert b"csrf" not in response.content, address


def test_everybody_gets_the_same_page(client, admin_client, addresses):
    for address in addresses:
        assert client.get(address).content == admin_client.get(address).content, address


def test_a_head_is_the_page_without_its_body(client, addresses):
    for address in addresses:
        asked, whole = client.head(address), client.get(address)
        assert asked.status_code == whole.status_code
        assert asked.content == b""


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_there_is_nothing_to_do_but_read(client, addresses, method):
    client.handler.enforce_csrf_checks = True
    for address in addresses:
        response = getattr(client, method)(address)
        assert response.status_code == 405, address
        assert response.headers["Allow"] == "GET, HEAD"


def test_the_language_of_the_browser_changes_nothing(client, addresses):
    russian = client.get("/", headers={"accept-language": "ru"})
    assert b'<html lang="kk"' in russian.content


def test_a_fault_is_told_without_the_database(client, monkeypatch, db):
    def fail(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("articles.delivery.site_context._identity", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "Бетті көрсете алмай тұрмыз" in response.content.decode()
    assert response.content.count(b"<h1") == 1
