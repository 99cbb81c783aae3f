"""Fields with suggestions, for who types faster than suggestions come."""

import pytest

from tests.factories import make_tag

pytestmark = [pytest.mark.journey, pytest.mark.once]


def test_enter_means_the_text_as_typed_and_not_half_of_it(live_server, sign_in):
    make_tag("Су", "su")
    page = sign_in("Editor")
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    box = page.get_by_role("group", name="Тегтер", exact=True).get_by_role("combobox")
    box.press_sequentially("Су")
    page.locator("[role=listbox]:visible [role=option][aria-selected=true]").wait_for()
    held, released = [], []

    def hold(route):
        if released:
            route.continue_()
        else:
            held.append(route)

    page.route("**/choose/tags/**", hold)
    with page.expect_request("**/choose/tags/**"):
        box.press_sequentially(" реформасы")
        box.press("Enter")
    released.append(True)  # who types slowly asks more than once: that is not held
    for route in held:
        route.continue_()
    page.locator(".chosen-name", has_text="Су реформасы").wait_for()
    names = page.get_by_role("group", name="Тегтер", exact=True).locator(".chosen-name")
    assert names.all_text_contents() == ["Су реформасы"]


def test_what_is_typed_before_the_script_came_is_looked_for(live_server, sign_in):
    make_tag()
    page, held = sign_in("Editor"), []
    page.route("**/combobox.js", lambda route: held.append(route))  # noqa: PLW0108
    page.goto(f"{live_server.url}/admin/articles/article/add/", wait_until="commit")
    box = page.get_by_role("group", name="Тегтер", exact=True).get_by_role("combobox")
    box.press_sequentially("су реф")
    for route in held:
        route.continue_()
    page.get_by_role("option", name="#Су реформасы").wait_for()
