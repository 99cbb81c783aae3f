"""Typos in the form of an article: shown, mended by hand, accepted, and left alone."""

import pytest
from playwright.sync_api import expect

from articles.models import AcceptedWord
from tests.factories import make_article
from tests.journeys.test_editor import text_field

pytestmark = [pytest.mark.journey, pytest.mark.once]
PANEL = "Қате кеткен болуы мүмкін"


@pytest.fixture
def form(live_server, sign_in):
    page = sign_in("Editor")
    article = make_article(
        "Үкметтің шешімі", publish=False, body="<p>Мұнда <b>бсоқындар</b> мен Даурен бар.</p>"
    )
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    expect(page.get_by_role("group", name=PANEL)).to_have_count(2)
    return page


def test_a_typo_in_the_text_is_underlined_and_mended_by_keyboard(form):
    text = text_field(form)
    expect(text.locator(".typo")).to_have_text(["бсоқындар", "Даурен"])
    form.get_by_role("button", name="босқындар", exact=True).focus()
    form.keyboard.press("Enter")
    expect(text).to_have_text("Мұнда босқындар мен Даурен бар.")
    expect(form.get_by_role("button", name="Дәурен", exact=True)).to_be_focused()
    expect(text.locator("b, strong")).to_have_text("босқындар")
    text.focus()
    form.keyboard.press("Control+z")
    expect(text).to_have_text("Мұнда бсоқындар мен Даурен бар.")


def test_a_typo_in_the_headline_is_mended(form):
    headline = form.locator("[name=headline]")
    expect(headline).to_have_value("Үкметтің шешімі")
    form.get_by_role("button", name="Үкіметтің", exact=True).click()
    expect(headline).to_have_value("Үкіметтің шешімі")
    expect(headline).to_be_focused()


def test_an_accepted_name_is_not_asked_about_again(form):
    text = text_field(form)
    form.get_by_role("button", name="Даурен: Дұрыс").click()
    expect(text.locator(".typo")).to_have_text(["бсоқындар"])
    expect(form.get_by_role("button", name="Даурен: Қайтару")).to_be_focused()
    assert AcceptedWord.objects.count() == 1
    form.reload()
    expect(text.locator(".typo")).to_have_text(["бсоқындар"])


def test_the_word_that_is_being_typed_is_left_alone(form):
    text = text_field(form)
    expect(text.locator(".typo")).to_have_count(2)
    text.click()
    form.keyboard.press("Control+End")
    form.keyboard.type(" Содан үкметтің")
    form.keyboard.type(" сөзі")
    expect(text.locator(".typo")).to_have_text(["бсоқындар", "Даурен", "үкметтің"])
    expect(text).to_have_text("Мұнда бсоқындар мен Даурен бар. Содан үкметтің сөзі")
