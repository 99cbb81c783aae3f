"""A picture desk looks for photos, uses one without losing a word, and keeps some together."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Collection
from tests.delivery.conftest import picture_file
from tests.factories import make_photo, make_section
from tests.support.browser import axe_violations

pytestmark = [pytest.mark.journey, pytest.mark.once]
LIBRARY = "/admin/articles/photo/"


@pytest.fixture
def photos(db):
    """A lake and a mountain, and how they are said."""
    return [
        make_photo(file=picture_file(f"{n}.jpg", colour), caption=caption, alt=caption, credit="Д")
        for n, (colour, caption) in enumerate([("teal", "Балқаш көлі"), ("gray", "Іле Алатауы")])
    ]


def take(page, button, typed, name):
    """Look in the dialog for what is typed, and take the one photo that it offers then."""
    page.get_by_role("button", name=button).click()
    dialog = page.locator("dialog.photo-dialog")
    dialog.get_by_role("searchbox").fill(typed)
    expect(dialog.locator(".wall li")).to_have_count(1)
    dialog.get_by_role("button", name=name).press("Enter")


def test_an_inflected_word_finds_a_photo_for_an_article_and_no_text_is_lost(
    live_server, sign_in, photos
):
    make_section("Қоғам", "qogam")
    page = sign_in("Editor")
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.locator(".body-editor.ready").wait_for()
    page.get_by_label("Тақырыбы").fill("Жағада жаңа саябақ ашылды")
    page.get_by_role("textbox", name="Мәтіні").click()
    page.keyboard.type("Саябақ көл жағасында.")
    page.keyboard.press("Enter")
    take(page, "Фото таңдау", "Балқашта", "Балқаш көлі")
    page.get_by_role("textbox", name="Мәтіні").click()
    take(page, "Фото қою", "алатауынан", "Іле Алатауы")
    page.locator(".body-editor figure img").wait_for()
    page.locator("[name=_save], [name=_continue]").first.click()
    page.locator(".messagelist").wait_for()
    lake, mountain = photos
    article = Article.objects.get()
    assert article.latest_revision.content["photo_id"] == lake.pk
    assert article.latest_revision.content["headline"] == "Жағада жаңа саябақ ашылды"
    body = article.latest_revision.content["body"]
    assert "Саябақ көл жағасында." in body
    assert f'<figure data-photo="{mountain.pk}"></figure>' in body


def test_photos_are_found_chosen_by_keyboard_and_kept_together(live_server, sign_in, photos):
    page = sign_in("Editor")
    page.goto(f"{live_server.url}{LIBRARY}")
    assert list(axe_violations(page)) == []
    page.locator("#searchbar").fill("балқаштың")
    page.locator("#searchbar").press("Enter")
    expect(page.locator(".library li")).to_have_count(1)
    page.get_by_role("checkbox", name="Балқаш көлі").press("Space")
    page.get_by_label("Топтама").fill("Көлдер")
    page.get_by_label("Топтама").press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("«Көлдер» топтамасына 1 фото қосылды")
    page.goto(f"{live_server.url}{LIBRARY}?collection={Collection.objects.get().pk}")
    expect(page.locator(".library li")).to_have_count(1)
    page.goto(f"{live_server.url}{LIBRARY}")
    for name in ("Балқаш көлі", "Іле Алатауы"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Екеуін салыстыру").click()
    expect(page.locator(".compared img")).to_have_count(2)
    assert list(axe_violations(page)) == []


def test_the_shapes_follow_the_focal_point(live_server, sign_in, photos):
    """The picture is 1600 by 1000: a square is cut out of five eighths of its width."""
    page = sign_in("Editor")
    page.goto(f"{live_server.url}{LIBRARY}{photos[0].pk}/change/")
    square = page.locator(".shape-1x1")
    expect(square.locator("img")).to_have_css("left", "-36px")
    page.locator("[name=focus_y]").fill("50")
    page.locator("[name=focus_x]").fill("100")
    expect(square.locator("img")).to_have_css("left", "-72px")
    assert square.bounding_box()["width"] == pytest.approx(120, abs=1)
