"""Nothing that comes from outside gets a 500: every address, with what nobody would type there."""

import json
import logging

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Layout
from articles.models.curation.layout_json import to_json
from articles.models.curation.page_layout import BreakingBanner, PageLayout
from tests.factories import make_article, make_photo, make_section, make_tag
from tests.support import access, hostile
from tests.support.registered import registered_models

pytestmark = pytest.mark.django_db
HEADERS = {
    "accept-language": ["kk" * 5_000, "*;q=9", "\xff", "kk;q=" + "9" * 400],
    "x-forwarded-for": ["joq", "1.2.3.4, " * 500, "::ffff:999", "1.2.3.4%00", "\xd0"],
    "host": ["joq.example", "", "[", "testserver:99999999", "a" * 5_000],
    "range": ["bytes=9-1", "bytes=" + "9" * 30 + "-", "joq"],
    "if-none-match": ['W/"', "*", '"' * 999],
    "if-modified-since": ["Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "x"],
    "if-unmodified-since": ["Mon, 01 Jan 0001 00:00:00 GMT", "99 Xyz 99999 99:99:99 GMT"],
    "cookie": [
        r'sessionid="\000abcdefgh"',
        "sessionid=" + "x" * 4_000,
        r'csrftoken="\000"; messages="\000"',
        "messages=W1tdXQ:x; csrftoken=\xff",
        "=; ;;=a",
    ],
    "referer": ["\xff", "http://["],
    "content-length": ["-1", "joq"],
    "x-csrftoken": ["\xff" * 32],
}


@pytest.fixture(autouse=True)
def _quiet(caplog, monkeypatch):
    caplog.set_level(logging.CRITICAL)
    monkeypatch.setattr(admin.site, "get_app_list", lambda *args: [])  # the menu takes longest


@pytest.mark.parametrize("role", ["anonymous", "superuser"])
@pytest.mark.parametrize("hostile_addresses", [hostile.addresses, hostile.asked])
def test_no_address_is_a_fault(role, hostile_addresses, settings):
    user = access.enter(role)
    ask = hostile.Asker(user)
    addresses = hostile_addresses(user, settings.MEDIA_ROOT)
    faults = ((address[:150], ask.fault(address)) for address in addresses)
    assert [pair for pair in faults if pair[1]] == []


@pytest.mark.parametrize("role", ["anonymous", "superuser"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_header_is_a_fault(role, method, settings):
    ask = hostile.Asker(access.enter(role))
    article = make_article(photo=make_photo())
    addresses = ["/", article.get_absolute_url(), "/rss.xml", "/admin/", "/admin/login/", "/joq"]
    faults = [
        (address, name, value[:40], fault)
        for address in addresses
        for name, values in HEADERS.items()
        for value in values
        if (fault := ask.fault(address, method, **{name: value}))
    ]
    assert faults == []


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "JOQ", "PROPFIND"])
def test_no_method_is_a_fault(method, settings):
    ask = hostile.Asker(access.enter("superuser"))
    addresses = access.addresses(None, settings.MEDIA_ROOT).values()
    assert [one for one in dict.fromkeys(addresses) if ask.fault(one, method)] == []


def _lists():
    for model in registered_models():
        yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def test_nothing_ticked_or_edited_in_a_list_is_a_fault():
    ask, tags = hostile.Asker(access.enter("superuser")), [make_tag(), make_tag("Бос", "bos")]
    make_article()
    form = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "_save": "1"}
    faults = []
    for value in (*hostile.FEW, str(2**63), str(tags[0].pk)):
        sent = [
            {"action": "delete_selected", "_selected_action": value, "post": "yes"},
            {"action": "merge", "_selected_action": [*(t.pk for t in tags), value], "into": value},
            form | {"form-0-id": value, "form-0-position": value, "form-0-is_pinned": value},
            form | {"form-INITIAL_FORMS": value},
        ]
        for address in _lists():
            faults += [(address, data) for data in sent if ask.fault(address, "POST", data)]
    assert faults == []


def _screens():
    good = to_json(PageLayout())
    pick = [1, "2026-03-03T10:00:00+05:00", None]
    yield from ("", "null", "[]", "{}", "[" * 100_000, '{"slots":' * 50_000, "9" * 5_000, "NaN")
    for slots in ([], {"top.0": 1}, {"top.0": [[]]}, {"top.٣": [pick]}, {"section.x.0": [pick]}):
        yield json.dumps(good | {"slots": slots})
    for key in (2**63, -1, 1.5, True, "1", None, [1], float("nan")):
        yield json.dumps(good | {"slots": {"top.0": [[key, *pick[1:]]]}})
        yield json.dumps(good | {"story": key})
    for instant in ("0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00", "2026", 5, "\0"):
        yield json.dumps(good | {"slots": {"top.0": [[1, instant, None]]}})
        yield json.dumps(good | {"slots": {"top.0": [[1, pick[1], instant]]}})
    for text in ("\0", "\ud800", "", 5, None, "ұзақ " * 100):
        yield json.dumps(good | {"strip": [text, "", pick[1], "2099-01-01T00:00:00+05:00"]})
        yield json.dumps(good | {"strip": ["x", text, pick[1], "2099-01-01T00:00:00+05:00"]})


def test_nothing_posted_by_the_front_page_screen_is_a_fault():
    ask, article = hostile.Asker(access.enter("superuser")), make_article()
    good = {"content": json.dumps(to_json(PageLayout())), "base": "0", "act": "save"}
    screens = [good | {"content": content} for content in _screens()]
    sent = [
        {"act": f"place {article.pk} top.0", name: value}
        for name in (
            "base",
            "when",
            "story",
            "banner-text",
            "banner-link",
            "banner-end",
            "q",
            "act",
        )
        for value in hostile.TYPED
    ]
    verbs = ("place {} top.0", "place 1 {}", "shift top.0 {}", "pin {}", "release {}", "off {}")
    verbs += ("until {}", "cancel top.0 1 {}", "cancel {} 1 x", "restore {}", "undo {}", "place {}")
    for verb in verbs:
        sent += [{"act": verb.format(value)} for value in hostile.TYPED]
    sent += [
        {"banner-text": "x", "banner-end": v} for v in ("9999-12-31T23:59", "0001-01-01T00:00")
    ]
    commands = [good | one for one in sent]
    board, preview = "/admin/articles/layout/kk/board/", "/admin/articles/layout/kk/preview/"
    assert [data for data in screens + commands if ask.fault(board, "POST", data)] == []
    assert [data for data in screens if ask.fault(preview, "POST", data)] == []


def test_no_small_form_is_a_fault():
    ask = hostile.Asker(access.enter("superuser"))
    faults = []
    for value in hostile.TYPED:
        sent = {
            "/admin/language/": {"language": value, "next": value},
            "/admin/articles/siteidentity/1/change/": {
                "name": value or "x",
                "description": value,
                "imprint": value,
                "latin_standard": value,
                "social_picture": value,
            },
            "/admin/articles/user/add/": {
                "username": value,
                "password1": value,
                "password2": value,
                "language": value,
                "groups": value,
            },
            "/admin/articles/tag/add/": {"name": value, "slug": value, "is_pinned": value},
            "/admin/articles/author/add/": {"name": value, "user": value},
            "/admin/articles/section/add/": {"name": value, "slug": "x1", "position": value},
            "/admin/articles/redirect/add/": {"path": value, "target": value},
            "/admin/articles/spelling/add/": {"word": value, "latin": value, "arabic": value},
            "/admin/auth/group/add/": {"name": value, "permissions": value},
            "/admin/login/": {"username": value, "password": value, "next": value},
        }
        for address, data in sent.items():
            if fault := ask.fault(address, "POST", data):
                faults.append((address, value[:30], fault))
    assert faults == []


def test_what_is_refused_is_told_in_the_sites_own_words(client):
    for address in ("/?q=%00", "/%00/", "/admin/?x=%00", "/ru/search/?q=a%00b"):
        response = client.get(address)
        assert response.status_code == 400
        assert "Бұл сұрауды түсінбедік" in response.content.decode()
    response = client.get("/admin/", headers={"cookie": r'sessionid="\000abcdefgh"'})
    assert response.status_code == 400


def test_a_filter_that_is_none_shows_the_whole_list_and_says_so(admin_client):
    article = make_article("Бәрі көрінеді")
    address = "/admin/articles/article/"
    for query in ("id__in=x", "published_at__year=0", f"e=1&kind={2**63}"):
        response = admin_client.get(f"{address}?{query}", follow=True)
        shown = response.content.decode()
        assert article.headline in shown
        assert "түсініксіз" in shown


def test_photos_are_chosen_by_keys_alone(admin_client):
    photo = make_photo()
    keys = f"{'9' * 23},{photo.pk},x,-1,{2**63},²"
    found = admin_client.get("/admin/articles/photo/choose/", {"ids": keys}).json()
    assert [one["id"] for one in found["photos"]] == [photo.pk]


def test_a_picture_narrower_than_its_place_is_shown(client, settings):
    addresses = access.addresses(None, settings.MEDIA_ROOT)  # whose photo has 160 pixels
    live = addresses["/<name:section>/<key:pk>-<words:slug>/", "live"]
    for address in ("/", live):
        response = Client().get(address)
        assert response.status_code == 200
        assert b"-w160.webp" in response.content


@pytest.mark.parametrize(
    "content", [None, [], {}, {"slots": {"top.0": [[1]]}, "story": None, "strip": None}, "joq"]
)
def test_a_layout_that_cannot_be_read_counts_as_empty(client, admin_client, content, caplog):
    article, section, now = make_article("Оқылады"), make_section(), timezone.now()
    Layout(language="kk", number=1, content=content or {}, at=now).save(force_insert=True)
    Layout(language="kk", section=section, number=1, content=[], at=now).save(force_insert=True)
    for address in ("/", section.get_absolute_url()):
        with caplog.at_level(logging.ERROR):
            assert article.headline in client.get(address).content.decode()
    assert "counts as empty" in caplog.text
    front_page = "/admin/articles/layout/kk/board/"
    assert "бүлінген" in admin_client.get(front_page).content.decode()
    banner = BreakingBanner("Шұғыл", "", now, now + timezone.timedelta(hours=1))
    sent = {"act": "save", "base": "1", "content": json.dumps(to_json(PageLayout(banner=banner)))}
    admin_client.post(front_page, sent)
    assert Layout.objects.of("kk").first().layout.banner == banner
    assert "Шұғыл" in client.get("/").content.decode()
