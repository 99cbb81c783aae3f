"""What every test may lean on: database, media folder, browser. Data comes from factories.py."""

import os

import pytest
from django.conf import settings as django_settings

from tests.support.browser import CHROMIUM_FLAGS, Weight, chromium


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite in a file, as in production: a live server's threads connect for themselves."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(path)


@pytest.fixture
def live_server(live_server, django_db_serialized_rollback):
    """A server in a thread, and after each test what the migrations have put into the database."""
    return live_server


@pytest.fixture(autouse=True)
def _media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's Chromium, which looks nothing up by itself.

    Playwright's synchronous interface leaves an event loop in this thread, so from here on Django's
    guard would take every query in a test for one made from a coroutine.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    return {"executable_path": chromium(), "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def base_url():
    """Tests name whole addresses. The plugin's own fixture is of a kind pytest 9 deprecates."""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """A reader in Almaty who reads Kazakh."""
    return {**browser_context_args, "locale": "kk-KZ", "timezone_id": "Asia/Almaty"}


@pytest.fixture
def page_weight(page):
    """What the page transfers from here on: bytes in all, and requests to strangers."""
    return Weight(page)
