"""What no form should send: a message or 404, never a fault, and nothing that was typed is lost."""

import json
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from articles.admin.fields import LONGEST_BODY
from articles.models import Article, Autosave
from articles.models.content.revisions import LONGEST_LIST
from tests.admin.articles.test_form import ADD, change
from tests.factories import make_article, make_tag
from tests.support.staff import PASSWORD, form_of

pytestmark = pytest.mark.django_db

HUGE = "9" * 30
HOSTILE = [
    HUGE,
    "1" * 5000,
    "-1",
    "1\0",
    "٣²",
    '{"$gt": "1e3"}',
    "[" * 50_000,
    '{"published_at": ["x"], "assigned_to": {"a": 1}, "embargo_until": "\\ud800\\u0000"}',
    "\u202e\ufffe\u2028",
    "+a\0b",
]
KEYS = "base related topics byline photo section kind assigned_to language shown".split()
OTHERS = (
    "key headline seo_headline lede body agency source_url photo_caption note notice change "
    "published_at_0 published_at_1 override_reason choice_headline _move_x"
).split()
TYPED = "Терілген лид"


def doors(article):
    """Addresses that take a posted form."""
    names = ("autosave", "preview", "take_down", "note", "outside", "judge")
    for name in names:
        yield reverse(f"admin:articles_article_{name}", args=[article.pk])
    for name in ("autosave_new", "preview_new", "discard"):
        yield reverse(f"admin:articles_article_{name}")


def survives(client, address, data):
    """Post the form; it answers, and what was typed is in the page or in the database."""
    answer = client.post(address, data, follow=True)
    assert answer.status_code < 500
    page = answer.content.decode()
    assert TYPED in page or Article.objects.filter(lede=TYPED).exists(), (address, page[:500])


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:12]))
def test_keys_that_are_none(client, editor, value):
    article = make_article(publish=False)
    keys = dict.fromkeys(KEYS, value) | {"lede": TYPED}
    for address in (change(article), ADD):
        survives(client, address, form_of(article, **keys, _continue="1"))
    several = [value, value + "x", "1", HUGE]
    lists = dict.fromkeys(("related", "tags", "authors"), several)
    survives(client, change(article), form_of(article, **lists, lede=TYPED))
    everything = form_of(article, **dict.fromkeys([*KEYS, *OTHERS], value))
    said = {"suggested": value, "accepted": "0", "days": value, "revoke": value, "script": value}
    for address in doors(article):
        answer = client.post(address, everything | said | {"_retract": "1"})
        assert answer.status_code < 500, address
        kept = client.post(address, form_of(article, **keys) | said | {"_typed": "1"})
        assert kept.status_code < 500, address
    assert client.get(f"{ADD}?unsaved={Autosave.objects.first().key}").status_code == 200


@pytest.mark.parametrize("name", [*KEYS, *OTHERS])
def test_one_field_that_is_wrong(client, editor, name):
    article = make_article(publish=False)
    for value in (HUGE, "x\0y"):
        data = form_of(article, lede=TYPED) | {name: value}
        if name == "lede":
            assert client.post(change(article), data).status_code < 500
        else:
            survives(client, change(article), data)


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:12]))
def test_questions_that_make_no_sense(client, editor, value):
    article = make_article()
    value = value[:8000]
    asked = {
        reverse("admin:articles_article_choose", args=[kind]): "q"
        for kind in ("tags", "authors", "articles", HUGE)
    }
    asked[reverse("admin:articles_article_history", args=[article.pk])] = "before"
    asked[reverse("admin:articles_article_revision", args=[article.pk, 1])] = "with"
    asked[reverse("admin:articles_article_preview", args=[article.pk])] = "script"
    asked |= dict.fromkeys((ADD, change(article)), "unsaved")
    if "\0" in value:  # which no browser sends
        for address, name in asked.items():
            assert client.get(address, {name: value}).status_code == 400, address
        return
    for address, name in asked.items():
        assert client.get(address, {name: value}).status_code in (200, 404), address
    for name in KEYS:
        assert client.get(ADD, {name: value}).status_code == 200, name
    compare = reverse("admin:articles_article_compare", args=[article.pk])
    for numbers in ({"old": value, "new": "1"}, {"old": "1", "new": value}, {"old": value}):
        assert client.get(compare, numbers).status_code in (302, 404)


def test_addresses_of_what_cannot_be(client, editor):
    make_article()
    for name in ("autosave", "preview", "take_down", "history", "reasons", "note", "compare"):
        address = reverse(f"admin:articles_article_{name}", args=[int(HUGE)])
        assert client.get(address, follow=True).status_code in (200, 302, 404, 405), address
        assert client.post(address).status_code in (200, 302, 404, 405), address
    for key in (HUGE, "1" * 3000, "-1", "٣"):
        assert client.get(f"/admin/articles/article/{key}/change/", follow=True).status_code in (
            200,
            404,
        )
    revision = reverse("admin:articles_article_revision", args=[1, int(HUGE)])
    assert client.get(revision).status_code == 404


@pytest.mark.parametrize("name", ["tags", "authors", "related"])
def test_a_list_that_is_too_long_says_so_and_loses_nothing(client, editor, name):
    article = make_article(publish=False)
    many = [f"+Тег {n}" for n in range(5000)] if name == "tags" else []
    many += [str(n) for n in range(1, 5001)]
    answer = client.post(change(article), form_of(article, lede=TYPED, **{name: many}))
    page = answer.content.decode()
    assert f"Тым көп: {len(many)}. Шегі – {LONGEST_LIST}." in page
    assert TYPED in page
    assert 'value="+Тег 4999"' in page or name != "tags"


def test_a_longer_list_from_elsewhere_is_left_as_it_is(client, editor):
    tags = [make_tag(f"Тег {n}", f"teg-{n}") for n in range(LONGEST_LIST + 5)]
    article = make_article(publish=False, tags=tags)
    keys = [tag.pk for tag in tags]
    assert client.post(change(article), form_of(article, tags=keys[1:])).status_code == 302
    article.refresh_from_db()
    assert article.tags.count() == LONGEST_LIST + 4
    more = client.post(change(article), form_of(article, tags=[*keys[1:], "+Тағы"]))
    assert "Тым көп" in more.content.decode()


@pytest.mark.parametrize(
    ("name", "length", "limit"),
    [("body", 5_000_000, LONGEST_BODY), ("lede", 1_000_000, 10_000), ("notice", 90_000, 5000)],
)
def test_a_text_that_is_too_long_says_so_and_loses_nothing(client, editor, name, length, limit):
    article = make_article(publish=name == "notice")
    text = "а" * (length - 5) + "соңы."
    data = form_of(article) | {name: text, "change": "correction"}
    answer = client.post(change(article), data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f"{length} таңба. Шегі – {limit}." in page
    assert text in page


def test_a_text_of_the_longest_kind_is_saved(client, editor):
    body = "<p>" + "Ұзақ мәтін. " * (LONGEST_BODY // 12 - 2) + "</p>"
    article = make_article(publish=False)
    assert client.post(change(article), form_of(article, body=body)).status_code == 302
    article.refresh_from_db()
    assert article.body == body


def multipart(fields, size):
    """What a browser sends of a form with so many fields, of so many bytes each."""
    part = '--x\r\nContent-Disposition: form-data; name="tags"\r\n\r\n{}\r\n'.format("1" * size)
    return part * fields + "--x--\r\n"


@pytest.mark.parametrize(
    ("fields", "size", "said"), [(20_001, 1, "шегі – 20000"), (1, 26 * 2**20, "25 МБ-тан аспауы")]
)
@pytest.mark.parametrize("address", [ADD, "/admin/articles/article/autosave/"])
def test_what_the_server_does_not_take_it_says_in_words(
    client, editor, fields, size, said, address
):
    kind = "multipart/form-data; boundary=x"
    answer = client.post(address, multipart(fields, size), content_type=kind)
    page = answer.content.decode()
    assert answer.status_code == 413
    assert (said in page, "осы браузерде тұр" in page) == (True, True)
    assert html.fromstring(page).get("lang") == "kk"


def test_a_page_that_has_aged_says_where_the_text_is(editor):
    client = Client(enforce_csrf_checks=True)
    client.login(username=editor.username, password=PASSWORD)
    answer = client.post(ADD, form_of(headline="Тақырып"))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert ("Бұл бет ескірген" in page, f'href="{ADD}"' in page) == (True, True)


def test_the_front_page_screen_takes_no_nonsense(client, editor):
    address = reverse("admin:articles_layout_front", args=["kk"])
    for content, act in product(
        ("[" * 50_000, "{}", json.dumps([1]), HUGE), ("show", f"off {HUGE}", "back", "cancel a b c")
    ):
        data = {"content": content, "base": "0", "act": act, "before": content}
        assert client.post(address, data).status_code in (200, 400)
    good = html.fromstring(client.get(address).content).xpath("//input[@name='content']/@value")[0]
    for act in (f"off {HUGE}", f"release {HUGE}", f"place {HUGE}", f"restore {HUGE}", "back"):
        data = {"content": good, "base": "0", "act": act, "story": HUGE, "before": "[" * 50_000}
        assert client.post(address, data).status_code in (200, 302, 400, 404), act
