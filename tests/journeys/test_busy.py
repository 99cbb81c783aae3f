"""An editor whose save the server turns away loses nothing, and need do nothing."""

import pytest
from django.test import RequestFactory
from playwright.sync_api import expect

from articles.delivery.busy import try_again_later
from articles.models import Article
from tests.factories import make_article
from tests.journeys.test_editor import text_field
from tests.support.browser import axe_violations

pytestmark = [pytest.mark.journey, pytest.mark.once]


@pytest.fixture
def busy():
    """Lets a page meet a busy server, so often, before what it posts gets through."""

    def turn_away(page, address, times):
        left = [times]

        def answer(route):
            if route.request.method != "POST" or not left[0]:
                return route.continue_()
            left[0] -= 1
            return route.fulfill(**reply(route.request))

        page.route(address, answer)

    return turn_away


def reply(request):
    """What the server says, for the browser."""
    kind = request.headers["content-type"]
    asked = RequestFactory().generic("POST", "/", request.post_data_buffer, kind)
    response = try_again_later(asked)
    return {
        "status": response.status_code,
        "headers": dict(response.headers),
        "body": response.content,
    }


def test_the_page_sends_what_was_typed_until_it_gets_through(live_server, sign_in, busy):
    article = make_article("Су қоймасы", publish=False)
    page = sign_in("Editor")
    address = f"{live_server.url}/admin/articles/article/{article.pk}/change/"
    page.goto(address)
    text_field(page).click()
    page.keyboard.insert_text("Жаңа сөйлем. ")
    busy(page, address, times=2)
    page.get_by_role("button", name="Сақтау", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Сәл күтіңіз")
    assert axe_violations(page) == []
    page.wait_for_url("**/admin/articles/article/**", wait_until="load")
    expect(page.get_by_label("Тақырыбы")).to_have_value("Су қоймасы", timeout=60_000)
    assert "Жаңа сөйлем." in Article.objects.get().body
