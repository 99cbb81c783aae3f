"""Files that machines look for by their name."""

import json
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import SiteIdentity
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def identity():
    defaults = {"name": "Дала үні", "email": "redaksia@newsroom.example"}
    return SiteIdentity.objects.update_or_create(pk=1, defaults=defaults)[0]


def lines(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode().splitlines()


def test_ads_are_sold_by_nobody_until_somebody_is_named(client, identity):
    """Part 3.2.1 of ads.txt 1.1: so it is said."""
    assert lines(client, "/ads.txt") == [
        "placeholder.example.com, placeholder, DIRECT, placeholder"
    ]
    SiteIdentity.objects.update(ads_txt="ads.example, 12, DIRECT\r\nowner.example, 3, RESELLER")
    assert lines(client, "/ads.txt") == ["ads.example, 12, DIRECT", "owner.example, 3, RESELLER"]


@pytest.mark.parametrize("day", ["2026-01-31", "2026-08-30", "2028-02-29"])
def test_security_txt_never_runs_out(client, identity, time_machine, day):
    """RFC 9116: one Expires, which should lie less than a year ahead."""
    time_machine.move_to(datetime.fromisoformat(f"{day}T23:59:59+00:00"))
    fields = dict(line.split(": ", 1) for line in lines(client, "/.well-known/security.txt"))
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=90) < expires - timezone.now() < timedelta(days=365)
    assert fields["Contact"] == "mailto:redaksia@newsroom.example"
    assert fields["Canonical"].endswith("/.well-known/security.txt")


def test_without_an_email_security_txt_leads_to_the_imprint(client, identity):
    SiteIdentity.objects.update(email="")
    [contact] = [x for x in lines(client, "/.well-known/security.txt") if "Contact" in x]
    assert contact.startswith("Contact: http")
    assert contact.endswith("/imprint/")


@pytest.mark.parametrize(
    ("prefix", "name", "direction"),
    [("/", "Дала үні", "ltr"), ("/latn/", "Dala ünı", "ltr"), ("/arab/", "دالا ٴۇنى", "rtl")],
)
def test_the_manifest_is_that_of_its_edition(client, identity, prefix, name, direction):
    response = client.get(f"{prefix}manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    manifest = json.loads(response.content)
    assert (manifest["name"], manifest["dir"]) == (name, direction)
    assert manifest["start_url"] == manifest["scope"] == prefix
    assert all(icon["src"].startswith("/static/") for icon in manifest["icons"])
    head = client.get(prefix).content.decode()
    assert f'<link rel="manifest" href="{prefix}manifest.webmanifest">' in head


@pytest.mark.parametrize("prefix", ["/", "/latn/"])
def test_amp_leads_to_the_article(client, prefix):
    article = make_article(publish=timezone.now() - timedelta(hours=1))
    address = prefix + article.get_absolute_url()[1:]
    response = client.get(f"{address}amp/")
    assert (response.status_code, response["Location"]) == (301, address)


def test_amp_tells_nothing_of_what_is_not_out(client):
    article = make_article(publish=timezone.now() + timedelta(hours=1))
    path = f"/{article.section.slug}/{article.pk}-{article.slug}/amp/"
    assert client.get(path).status_code == 404
