"""Who publishes: the page «Imprint», in every edition, and the check before a deployment."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from lxml import html

from articles.addresses import EDITIONS
from articles.models import SiteIdentity

FACTS = {
    "owner": "«Дала үні» ЖШС",
    "editor": "Айгүл Сәрсенова",
    "registration": "№ KZ11VPY00012345 куәлік",
    "address": "Астана қаласы, Мәңгілік Ел даңғылы, 8",
    "phone": "+7 (7172) 00-00-00",
    "email": "redaksia@newsroom.example",
}


@pytest.fixture
def identity(db):
    identity, _created = SiteIdentity.objects.update_or_create(
        pk=1,
        defaults=FACTS
        | {
            "name": "Дала үні",
            "accounts": "https://social.example/dala\njavascript:alert(1)\n",
            "principles": "Қатемізді түзетеміз.",
        },
    )
    return identity


def page(client, prefix="/"):
    response = client.get(f"{prefix}imprint/")
    assert response.status_code == 200
    return html.fromstring(response.content)


def test_the_page_says_who_is_answerable(client, identity):
    shown = page(client).xpath("string(//main)")
    assert all(fact in shown for fact in FACTS.values())
    assert "Қатемізді түзетеміз." in shown


def test_only_addresses_are_links(client, identity):
    links = page(client).xpath("//main//a/@href")
    assert links == ["mailto:redaksia@newsroom.example", "https://social.example/dala"]


@pytest.mark.parametrize("prefix", EDITIONS)
def test_every_edition_has_it_at_its_foot(client, identity, prefix):
    front = html.fromstring(client.get(prefix).content)
    assert f"{prefix}imprint/" in front.xpath("//footer//a/@href")
    shown = page(client, prefix)
    # Neither a telephone nor an address of the post is spelled in other letters.
    assert FACTS["phone"] in shown.xpath("string(//main)")
    assert shown.get("lang") == EDITIONS[prefix].lang


def test_what_is_not_known_is_not_on_the_page(client, db):
    SiteIdentity.objects.update_or_create(pk=1, defaults={"name": "Дала үні"})
    assert len(page(client).xpath("//main//dd")) == 1  # the name


def deploy_check():
    out = StringIO()
    try:
        call_command("check", deploy=True, stdout=out, stderr=out)
    except CommandError as error:
        return str(error)
    return out.getvalue()


def test_a_deployment_without_an_imprint_is_refused(db, identity):
    assert "articles.E006" not in deploy_check()
    SiteIdentity.objects.update(owner="", phone="")
    said = deploy_check()
    assert "articles.E006" in said
    fields = SiteIdentity._meta
    for name in FACTS:
        assert (str(fields.get_field(name).verbose_name) in said) == (name in ("owner", "phone"))


def test_a_newsroom_that_was_never_named_has_no_imprint(db):
    SiteIdentity.objects.all().delete()
    assert "articles.E006" in deploy_check()


def test_accounts_are_addresses_of_the_web(identity):
    with pytest.raises(ValidationError) as refused:
        identity.full_clean()
    assert "javascript:alert(1)" in str(refused.value)
    identity.accounts = "https://social.example/dala\n\nhttps://t.example/dala"
    identity.full_clean()
