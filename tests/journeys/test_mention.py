"""Notes in a real browser: a name completed by keyboard, the bell of who is named."""

import pytest
from playwright.sync_api import expect

from articles.models import Note, User
from tests.factories import make_article
from tests.support.browser import axe_violations, look_through, overflow

pytestmark = [pytest.mark.journey, pytest.mark.once]


def test_a_name_is_completed_and_its_bearer_hears_of_it(live_server, sign_in, db):
    article = make_article("Су қоймасы", publish=False)
    writer = sign_in("Editor")
    reader = sign_in("Chief editor", first_name="Айгүл", last_name="Сәрсенова")
    writer.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    writer.set_viewport_size({"width": 1440, "height": 2000})  # nothing covers anything
    writer.locator("#notes summary").click()
    field = writer.locator("#id_note")
    field.press_sequentially("Қараңыз, @сәр")
    expect(writer.locator("#note-people [role=option]")).to_have_text(["Айгүл Сәрсенова"])
    assert axe_violations(writer) == []
    field.press("Enter")
    expect(field).to_have_value("Қараңыз, @Айгүл Сәрсенова ")
    expect(writer.locator("#note-people")).to_be_hidden()
    writer.keyboard.press("Control+s")
    writer.wait_for_load_state()
    expect(writer.locator("#notes li").first).to_contain_text("Қараңыз")
    assert Note.objects.get().named.get() == User.objects.get(first_name="Айгүл")
    reader.goto(f"{live_server.url}/admin/")
    for width in (390, 1440):
        for scheme in ("light", "dark"):
            look_through(reader, width=width, height=900, scheme=scheme)
            assert overflow(reader) <= 0, width
            assert axe_violations(reader) == [], (width, scheme)
    reader.locator(".bell").click()
    reader.get_by_role("button", name="Оқыдым").click()
    expect(reader.locator(".bell")).to_have_count(0)
