"""A picture editor lets a photo expire, and brings it back."""

import pytest
from playwright.sync_api import expect

from tests.delivery.conftest import picture_file
from tests.factories import make_article, make_photo
from tests.support.browser import axe_violations

pytestmark = [pytest.mark.journey, pytest.mark.once]


def test_a_right_ends_and_begins_again_by_the_form(live_server, sign_in, window, db):
    photo = make_photo(file=picture_file(), alt="Бөгет", caption="Су бөгеті", credit="Reuters")
    article = make_article(photo=photo)
    page, reader = sign_in("Chief editor"), window()

    def seen_by_readers():
        reader.goto(live_server.url + article.path)
        figures = reader.locator("figure.lead-photo").count()
        assert ("Фото: Reuters" in reader.content()) is bool(figures)
        return figures

    def save(day, time):
        page.goto(f"{live_server.url}/admin/articles/photo/{photo.pk}/change/")
        page.fill("#id_valid_until_0", day)
        page.fill("#id_valid_until_1", time)
        assert list(axe_violations(page)) == []
        page.click("[name=_save]")
        expect(page.locator(".messagelist .success")).to_be_visible()

    assert seen_by_readers() == 1
    save("03.03.2026", "09:00")
    expect(page.locator(".badge-rights")).to_have_text("құқығы аяқталған")
    assert seen_by_readers() == 0
    save("", "")
    expect(page.locator(".wall li")).to_have_count(1)
    expect(page.locator(".badge-rights")).to_have_count(0)
    assert seen_by_readers() == 1
