"""What the last photos of a photographer had, by a press; photos that look alike."""

import pytest
from playwright.sync_api import expect

from articles.models import Photo
from tests.admin.media.test_offers import scene
from tests.factories import make_photo
from tests.support.browser import axe_violations

pytestmark = [pytest.mark.journey, pytest.mark.once]


def field(page, name):
    return page.locator(f"#photo_form [name={name}]")


def test_by_keyboard_on_the_form_and_on_the_page_of_many(live_server, sign_in, db):
    said = {"credit": "Әсел / Дала", "copyright": "© Дала", "licence_url": "https://dala.kz/l"}
    first = make_photo(creator="Әсел", alt="Көл", file=scene(), **said)
    page = sign_in("Editor")
    page.goto(f"{live_server.url}/admin/articles/photo/add/")
    data = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": scene(50).read()}
    page.set_input_files("#photo_form [name=file]", data)
    field(page, "copyright").fill("© Өзім")
    field(page, "creator").fill("Әсел")
    field(page, "creator").press("Tab")
    button = page.get_by_role("button", name="Әсел / Дала")
    button.focus()
    page.keyboard.press("Enter")
    expect(field(page, "credit")).to_have_value("Әсел / Дала")
    expect(field(page, "licence_url")).to_have_value("https://dala.kz/l")
    expect(field(page, "copyright")).to_have_value("© Өзім")
    assert axe_violations(page) == []
    page.locator("[name=_save]").click()
    expect(page.get_by_role("link", name=f"#{first.pk} Көл")).to_be_visible()
    assert axe_violations(page) == []
    draft = Photo.objects.drafts().get()
    Photo.objects.filter(pk=draft.pk).update(credit="")
    page.goto(f"{live_server.url}/admin/articles/photo/edit/")
    page.get_by_role("button", name="Әсел / Дала").press("Enter")
    expect(page.locator(f"[name=photo-{draft.pk}-credit]")).to_have_value("Әсел / Дала")
