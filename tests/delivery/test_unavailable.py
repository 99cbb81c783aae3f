"""503: what readers are shown, and what comes back of a form. No mark: a query would be refused."""

import re
import uuid
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.utils.translation import override

from articles.db.compiled_queries import NEVER
from articles.delivery import site_context
from articles.delivery.unavailable import unavailable
from articles.models import SiteIdentity
from articles.models.site.spellings import Spelling

FORM = "/admin/articles/article/12/change/"
BODY = "<p>Су «қоймасы» &amp; басқа</p>\r\n<p>Екінші</p>"


def content(response):
    return unescape(response.content.decode())


@pytest.fixture
def seen(monkeypatch):
    """A site context that was shown before."""
    identity = SiteIdentity(pk=1, name="Дала үні")
    spellings = [Spelling(word="дала", latin="steppe")]
    site = site_context.SiteContext(identity, [], [], {}, {}, spellings, {}, NEVER)
    monkeypatch.setattr(site_context, "last_seen", lambda: site)


@pytest.fixture
def post():
    """Sends a form that the site has given out."""

    def send(data, address=FORM, **headers):
        token = get_token(blank := RequestFactory().get("/"))
        data = {"csrfmiddlewaretoken": token} | data
        request = RequestFactory(headers=headers).post(address, data)
        request.COOKIES["csrftoken"] = blank.META["CSRF_COOKIE"]
        return unavailable(request)

    return send


def fields(page):
    """What the form of the page would send, as a browser reads it."""
    areas = re.findall(r'<textarea id="[^"]+" name="([^"]+)">\n(.*?)</textarea>', page, re.DOTALL)
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in [*areas, *hidden]}


def test_a_reader_is_told_in_the_name_of_the_newsroom_when_to_come_again(seen):
    response = unavailable(RequestFactory().get("/sayasat/"), retry_after=7)
    assert (response.status_code, response["Retry-After"]) == (503, "7")
    assert response["Cache-Control"] == "no-store"
    assert '<span lang="kk">Дала үні</span>' in content(response)
    assert "<title>Дала үні · 503</title>" in content(response)


def test_the_name_is_in_the_letters_of_the_edition(seen):
    response = unavailable(RequestFactory().get("/latn/sayasat/"))
    assert "Steppe ünı</span>" in content(response)
    assert response["Content-Language"] == "kk-Latn"


@pytest.mark.parametrize("address", ["/", "/latn/", "/admin/"])
def test_before_any_page_was_shown_the_site_has_no_name(address):
    response = unavailable(RequestFactory().get(address))
    assert response.status_code == 503
    assert "Newsroom" not in content(response)


def test_a_form_comes_back_whole(post):
    key = str(uuid.uuid4())
    sent = {"headline": "Су қоймасы", "body": BODY, "key": key, "section": "3", "_save": "Сақтау"}
    page = post(sent).content.decode()
    assert fields(page).items() >= sent.items()
    assert f'action="{FORM}"' in page
    assert page.count("<textarea") == 2
    assert re.search(r">Тақырыбы</label>\s*<textarea", page)


def test_a_list_of_a_form_comes_back_in_its_order(post):
    page = content(post({"tags": ["9", "+Су реформасы", "4"]}))
    assert re.findall(r'name="tags"(?: value="|>\n)([^"<]+)', page) == ["9", "+Су реформасы", "4"]


def test_a_file_is_chosen_again(post):
    file = SimpleUploadedFile("a.jpg", b"...", "image/jpeg")
    page = content(post({"file": file, "caption": "Бөгет"}, "/admin/articles/photo/add/"))
    assert 'enctype="multipart/form-data"' in page
    assert '<input type="file" name="file" required>' in page


def test_the_form_speaks_the_language_of_who_is_known(post):
    token = get_token(blank := RequestFactory().get("/"))
    request = RequestFactory().post(FORM, {"csrfmiddlewaretoken": token})
    request.COOKIES["csrftoken"] = blank.META["CSRF_COOKIE"]
    request.LANGUAGE_CODE = "ru"
    assert "Пока не сохранено" in content(unavailable(request))
    with override("en"):
        assert "Not saved yet" in content(post({}))


def test_too_many_is_not_said_to_be_the_fault_of_the_database(post):
    token = get_token(blank := RequestFactory().get("/"))
    request = RequestFactory().post(FORM, {"csrfmiddlewaretoken": token})
    request.COOKIES["csrftoken"] = blank.META["CSRF_COOKIE"]
    assert "Деректер қоры" not in content(unavailable(request, is_busy=True))
    assert "Деректер қоры" in content(unavailable(request))


def test_what_others_have_sent_is_not_offered_to_be_sent_again():
    """A page of somebody else's may post here, too: with no token, its text is not shown."""
    response = unavailable(RequestFactory().post(FORM, {"body": BODY}))
    assert response.status_code in (403, 503)
    assert "қоймасы" not in content(response)


def test_no_password_is_shown(post):
    page = content(post({"username": "aigul", "password": "құпия сөз"}, "/admin/login/"))
    assert "құпия сөз" not in page
    assert "<form" not in page


def test_a_script_gets_the_status_alone(post):
    page = post({"body": BODY}, **{"Sec-Fetch-Dest": "empty"})
    assert page.status_code == 503
    assert "қоймасы" not in content(page)


def test_what_is_no_form_of_the_desk_is_not_shown(post):
    assert "қоймасы" not in content(post({"body": BODY}, "/search/"))
