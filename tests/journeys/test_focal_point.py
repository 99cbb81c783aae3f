"""What must be seen of a photo, set in the picture by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

from articles.models import Photo
from tests.delivery.conftest import picture_file
from tests.factories import make_photo
from tests.support.browser import axe_violations

pytestmark = [pytest.mark.journey, pytest.mark.once]


@pytest.fixture
def form(live_server, sign_in, db):
    photo = make_photo(file=picture_file(), alt="Бөгет", credit="Асқар")
    page = sign_in("Editor")
    page.goto(f"{live_server.url}/admin/articles/photo/{photo.pk}/change/")
    return page


def point(page):
    return tuple(page.locator(f"[name=focus_{axis}]").input_value() for axis in "xy")


def test_by_mouse_and_by_keyboard(form):
    picture = form.locator(".photo-preview")
    box = picture.bounding_box()
    picture.click(position={"x": box["width"] * 0.75, "y": box["height"] * 0.25})
    assert point(form) == ("75", "25")
    handle = form.get_by_role("button", name="Назар нүктесі")
    expect(handle).to_be_focused()
    for key in ("ArrowLeft", "ArrowDown", "ArrowDown", "Shift+ArrowLeft"):
        form.keyboard.press(key)
    assert point(form) == ("64", "27")
    for _step in range(4):
        form.keyboard.press("Shift+ArrowUp")
    assert point(form) == ("64", "0")
    spot = handle.bounding_box()
    assert spot["x"] + spot["width"] / 2 == pytest.approx(box["x"] + box["width"] * 0.64, abs=2)
    assert list(axe_violations(form)) == []
    form.locator("[name=_continue]").click()
    expect(form.locator("[name=focus_x]")).to_have_value("64")
    assert list(Photo.objects.values_list("focus_x", "focus_y")) == [(64, 0)]


def test_the_numbers_move_the_point(form):
    form.locator("[name=focus_x]").fill("10")
    form.locator("[name=focus_y]").fill("90")
    box = form.locator(".photo-preview").bounding_box()
    spot = form.get_by_role("button", name="Назар нүктесі").bounding_box()
    assert spot["x"] + spot["width"] / 2 == pytest.approx(box["x"] + box["width"] * 0.1, abs=2)
    assert spot["y"] + spot["height"] / 2 == pytest.approx(box["y"] + box["height"] * 0.9, abs=2)
