"""Browsers of their own for several people at once."""

import pytest

from tests.support.browser import fill_in
from tests.support.staff import make_staff


@pytest.fixture
def window(browser, browser_context_args):
    """Opens the window of a browser of its own; nothing is left open after a test."""
    contexts = []

    def open_window(state=None):
        contexts.append(browser.new_context(**browser_context_args, storage_state=state))
        page = contexts[-1].new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in(live_server, window):
    """Opens a browser of its own for a member of staff and signs in."""

    def enter(role, **fields):
        user = make_staff(role, **fields)
        page = window()
        fill_in(page, live_server, user.username)
        return page

    return enter
