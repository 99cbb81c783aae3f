"""Steps on the screen are undone before anything is saved."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("news")
def test_each_step_is_undone_before_it_is_saved(open_screen):
    screen = open_screen()
    before = screen.on_page()
    assert screen.fields["before"] == ""
    gone = screen.tree.xpath("string(//*[@data-slot='top.0']//div/@data-article)")
    screen.press(f"off {gone}")
    taken = screen.on_page()
    assert taken != before
    assert screen.tree.xpath("//button[@value='back']")
    assert screen.press("back").on_page() == before
    assert screen.press("back").on_page() == taken
