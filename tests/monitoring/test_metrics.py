"""The figures are for programs of this machine, and right."""

import pytest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from articles.delivery import page_store
from articles.models import SiteIdentity
from articles.monitoring import metrics
from tests.factories import make_article
from tests.support.metrics import figure
from tests.support.wsgi_site import Site

COUNT = "newsroom_request_seconds_count"


@pytest.mark.parametrize("peer", ["203.0.113.9", "10.0.0.1", "", "joq"])
def test_nobody_else_has_them(client, peer):
    assert client.get("/metrics", REMOTE_ADDR=peer).status_code == 404


@pytest.mark.parametrize(
    "header",
    [
        *("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Forwarded"),
        *("Via", "X-Request-ID"),
    ],
)
def test_nobody_has_them_through_a_proxy(client, header):
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


@pytest.mark.parametrize("address", ["/metrics/", "/latn/metrics", "/ru/metrics"])
@pytest.mark.django_db
def test_they_have_one_address(client, address):
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1"])
@pytest.mark.django_db
def test_who_asks_by_number_has_them_on_an_https_site_too(client, settings, peer):
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/metrics", headers={"host": "joq.example"}, REMOTE_ADDR=peer)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert "of one process only" in answer.content.decode().splitlines()[0]


@pytest.mark.django_db
def test_requests_are_counted_by_page_and_status(client):
    names = [
        f'{COUNT}{{status="{status}",view="{view}"}}'
        for status, view in (
            ("2xx", "front"),
            ("4xx", "article"),
            ("3xx", "admin"),
        )
    ]
    before = [figure(client, name) for name in names]
    client.get("/")
    client.get("/sayasat/999999-joq/")
    client.get("/admin/")
    client.get("/admin/articles/article/")
    after = [figure(client, name) for name in names]
    assert [new - old for old, new in zip(before, after, strict=True)] == [1, 1, 2]


@pytest.mark.django_db
def test_rows_can_be_counted_when_figures_are_asked_for(client):
    class Rows(Collector):
        def collect(self):
            yield GaugeMetricFamily("newsroom_rows", "So many.", 12)

    rows = Rows()
    metrics.common_figures.register(rows)
    assert figure(client, "newsroom_rows") == 12
    metrics.common_figures.unregister(rows)
    assert figure(client, "newsroom_rows") == 0


@pytest.mark.django_db
def test_what_the_page_cache_saves_is_counted(client):
    address = make_article().get_absolute_url()
    client.get(address)  # which also reads what all pages share
    page_store.clear()
    names = [
        f'newsroom_page_cache_total{{result="{result}",view="article"}}'
        for result in ("proved", "made")
    ]
    before = [figure(client, name) for name in names]
    for _ in range(3):
        assert client.get(address).status_code == 200
    after = [figure(client, name) for name in names]
    assert [new - old for old, new in zip(before, after, strict=True)] == [2, 1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("known", "status"), [({}, "2xx"), ({"HTTP_IF_NONE_MATCH": "*"}, "3xx")])
def test_what_the_page_cache_answers_is_counted_by_its_status(client, known, status):
    SiteIdentity.objects.update_or_create(pk=1, defaults={"name": "Дала үні"})
    site, named = Site(), f'{COUNT}{{status="{status}",view="front"}}'
    site.get("/")
    before = figure(client, named)
    assert not site.get("/", **known).from_django
    assert figure(client, named) - before == 1
