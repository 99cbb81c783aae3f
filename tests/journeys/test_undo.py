"""What is taken out of the form by one press comes back by another."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Suggestion
from tests.factories import make_article, make_photo, make_tag
from tests.journeys.test_editor import text_field
from tests.support.browser import axe_violations

pytestmark = [pytest.mark.journey, pytest.mark.once]


@pytest.fixture
def form(live_server, sign_in):
    """The form of an article with tags, a photo and a suggestion, open before an editor."""
    now = timezone.now()
    tags = [make_tag("Арал", "aral"), make_tag("Балық", "balyq"), make_tag("Су", "su")]
    make_article("Арал теңізі толып келеді", tags=tags, publish=now - timedelta(hours=1))
    photo = make_photo(caption="Өткел")
    article = make_article("Арал қайығы", tags=tags, photo=photo, publish=now - timedelta(hours=2))
    page = sign_in("Editor")
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    text_field(page)
    return page


def test_what_was_taken_out_of_the_form_comes_back(form):
    page = form
    tags = page.get_by_role("group", name="Тегтер", exact=True)
    names = tags.locator(".chosen-name")
    tags.get_by_role("button", name="Алып тастау: #Балық").click()
    expect(names).to_have_text(["#Арал", "#Су"])
    assert axe_violations(page) == []
    tags.get_by_role("button", name="Қайтару: #Балық").press("Enter")
    expect(names).to_have_text(["#Арал", "#Балық", "#Су"])

    photo = page.locator("[data-photo-field]")
    before = page.locator("#id_photo").input_value()
    photo.get_by_role("button", name="Алып тастау").click()
    expect(page.locator("#id_photo")).to_have_value("")
    photo.get_by_role("button", name="Қайтару").click()
    expect(page.locator("#id_photo")).to_have_value(before)
    expect(photo).to_contain_text("Өткел")

    with page.expect_response("**/judge/"):
        page.get_by_role("button", name="Керек емес: Арал теңізі").click()
    assert Suggestion.objects.exists()
    with page.expect_response("**/judge/"):
        page.get_by_role("button", name="Қайтару: Арал теңізі").press("Enter")
    expect(page.get_by_role("button", name="Керек емес: Арал теңізі")).to_be_visible()
    assert not Suggestion.objects.exists()


def test_a_link_for_outside_is_closed_after_a_question(form):
    page = form
    page.locator("#preview-links summary").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Сілтеме ашу").click()
    shown = page.get_by_label("нұсқаның сілтемесі")
    close = page.get_by_role("button", name="Жабу", exact=True)
    close.click()
    page.get_by_role("button", name="Жоқ, қалсын").click()
    expect(shown).to_have_count(1)
    close.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Иә, жабу").click()
    expect(shown).to_have_count(0)
