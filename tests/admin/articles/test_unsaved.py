"""Texts that were typed and not saved: how they are offered, put away, and brought back."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from lxml import html

from articles.models import Autosave
from tests.admin.articles.test_autosave import autosave, offers, opened
from tests.admin.articles.test_form import ADD, change
from tests.factories import make_article
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db
DISCARD = reverse("admin:articles_article_discard")


def rows(page):
    return html.fromstring(page).xpath("//*[@id='unsaved']//li")


def test_each_text_says_what_it_is_how_long_and_when_it_was_typed(client, editor):
    body = "<p>Бөгеттің құрылысы үш жылға созылды.</p><p>Су келді.</p>"
    with time_machine.travel("2026-03-03T10:45:00Z", tick=False):
        autosave(client, headline="Бөгет салынды", body=body)
        autosave(client, body="<p>Тақырыбы әлі жоқ.</p>")
    first, second = (row.text_content() for row in rows(opened(client, None)))
    assert "Тақырыпсыз" in first
    assert ("Бөгет салынды" in second, "9 сөз" in second) == (True, True)
    assert "03.03.2026 15:45" in second


def test_few_texts_lie_open_and_ten_take_one_line(client, editor):
    for count in range(1, 11):
        autosave(client, headline=f"Мақала {count}")
        if count in (1, 10):
            page = html.fromstring(opened(client, None))
            [details] = page.xpath("//*[@id='unsaved']/details")
            assert ("open" in details.attrib) == (count == 1)
            assert f"{count} сақталған мәтін" in details.findtext("summary/b")
            assert len(details.xpath(".//button[text()='Қайтару']")) == count


def test_no_button_of_the_form_stands_before_the_headline(client, editor):
    autosave(client, headline="Қалған мәтін")
    form = html.fromstring(opened(client, None)).get_element_by_id("article_form")
    shown = form.xpath(".//button | .//input[@type!='hidden'] | .//select | .//textarea")
    assert shown[0].get("name") == "headline"
    assert not form.xpath(".//button[text()='Керегі жоқ']")


def test_a_discarded_text_comes_back_for_a_month(client, editor):
    article = make_article(publish=False)
    key = autosave(client, article, headline="Керек болып қалды")
    answer = client.post(DISCARD, {"key": key}, follow=True)
    assert answer.redirect_chain[0][0] == change(article)
    page = answer.content.decode()
    assert "Мәтін алып тасталды." in page
    assert ("Керегі жоқ" in page, offers(page, key)) == (False, True)
    assert "Керек болып қалды" in opened(client, article, key)
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        client.force_login(editor)
        assert offers(opened(client, article), key)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        client.force_login(editor)
        assert not offers(opened(client, article), key)
        client.post(DISCARD, {"key": autosave(client, article, headline="Тағы бірі")})
    assert [str(text.key) for text in Autosave.objects.all()] != [key]
    assert Autosave.objects.count() == 1


def test_a_discarded_text_that_is_typed_on_is_wanted_again(client, editor):
    key = autosave(client, headline="Ой")
    client.post(DISCARD, {"key": key})
    autosave(client, headline="Ой өзгерді", key=key)
    assert "Керегі жоқ" in opened(client, None)


def test_nobody_discards_the_text_of_another(client, editor):
    key = autosave(client, headline="Оңаша ой")
    client.force_login(make_staff("Chief editor"))
    assert client.post(DISCARD, {"key": key}).status_code == 404
    assert client.post(DISCARD, {"key": "x" * 40}).status_code == 404
    assert client.get(DISCARD).status_code == 405
    client.force_login(editor)
    assert "Керегі жоқ" in opened(client, None)


def test_the_form_says_when_its_text_was_typed(client, editor):
    with time_machine.travel("2026-03-03T10:45:00Z", tick=False):
        key = autosave(client, headline="Бөгет салынды")
    page = html.fromstring(client.get(f"{ADD}?unsaved={key}").content)
    assert "03.03.2026 15:45" in page.get_element_by_id("autosaved").text


def test_what_a_browser_has_too_is_not_offered_twice(client, editor):
    article = make_article(publish=False)
    key = autosave(client, article, headline="Бір мәтін")
    again = autosave(client, article, headline="Бір мәтін", _rescued="1")
    assert key != again
    assert Autosave.objects.count() == 1
