"""What every test may lean on: database, media folder, browser. Data comes from factories.py."""

import gc
import os
import signal

import django
import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.db import connections
from playwright.sync_api import expect

from articles import imaging
from articles.db import content_version
from articles.delivery import page_store, site_context
from tests.support.browser import CHROMIUM_FLAGS, Weight, chromium
from tests.support.database import restore
from tests.support.encoded_once import remembering
from tests.support.shutter import Shutter

PATIENCE = 180_000  # ms that a browser waits for what a test expects

# What a test asks for that may touch the database; to all others pytest-django forbids it.
DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_configure(config):
    # A shell lets what it runs in the background ignore Ctrl+C, and what tests start inherits that.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser):
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out the tests that say the same on each: above all those without a database",
    )
    parser.addoption(
        "--without-browser",
        action="store_true",
        help="leave out the tests that drive a browser",
    )
    parser.addoption(
        "--write-access",
        action="store_true",
        help="write tests/access.tsv anew, as ./script/access does",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    # Last come those that empty the tables of what the migrations wrote. pytest-django sees to it,
    # but then pytest moves all that share a browser together.
    items.sort(key=lambda item: "transactional_db" in item.fixturenames)
    if config.getoption("database_only"):
        _leave_out(config, items, lambda item: not depends_on_database(item))
    if config.getoption("without_browser"):
        _leave_out(config, items, lambda item: "playwright" in item.fixturenames)


def pytest_collection_finish():
    # What was imported stays. To go through it for garbage again and again is a tenth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _leave_out(config, items, is_left_out):
    config.hook.pytest_deselected(items=[item for item in items if is_left_out(item)])
    items[:] = [item for item in items if not is_left_out(item)]


def depends_on_database(item):
    if item.get_closest_marker("once"):
        return False
    return bool(item.get_closest_marker("django_db") or DATABASE.intersection(item.fixturenames))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite in a file, as in production: a live server's threads connect for themselves."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"] == "articles.db.sqlite":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(path)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database, less what keeps its record from being emptied: tests with a server must.

    Gives the rows that the migrations have made, by model, before any test has emptied a table.
    """
    with django_db_blocker.unblock(), connections["default"].cursor() as cursor:
        if connections["default"].vendor == "postgresql":
            cursor.execute("ALTER TABLE articles_act DISABLE TRIGGER articles_act_no_truncate")
        else:
            cursor.execute("DROP TRIGGER articles_act_no_delete")
            cursor.execute("DROP TRIGGER articles_revision_no_delete")
        models = apps.get_app_config("articles").get_models()
        rows = {model: found for model in models if (found := list(model._base_manager.all()))}
    yield rows
    content_version.close()  # PostgreSQL drops no database that somebody is connected to


@pytest.fixture(scope="session")
def migrated(django_db_setup):
    """The rows that the migrations have made, by model."""
    return django_db_setup


@pytest.fixture
def live_server(live_server, migrated, transactional_db):
    """A server in a thread, over a database as the migrations leave it.

    A test with a server ends by emptying all tables. Django's own remedy, `serialized_rollback`,
    forgets what was in them as soon as a browser runs: see `playwright`.
    """
    restore(migrated)
    server = live_server.thread.httpd
    application = server.get_app()
    shutter = Shutter(application)
    server.set_app(shutter)
    live_server.shutter = shutter
    yield live_server
    shutter.shut()
    server.set_app(application)


@pytest.fixture(autouse=True)
def _fresh_site_context():
    """A process knows the frame of the site by a stamp in the database; tests roll that back."""
    site_context.forget()
    page_store.clear()


@pytest.fixture(scope="session", autouse=True)
def _encoded_once():
    """Most photos of the tests look alike, and their renditions took a third of the time."""
    with pytest.MonkeyPatch.context() as patch:
        for name, function in remembering().items():
            patch.setattr(imaging, name, function)
        yield


@pytest.fixture(autouse=True)
def _media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def dead_mail_server(settings):
    """A mail server that answers nobody."""
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    if django.VERSION >= (6, 1):
        options = {"host": "127.0.0.1", "port": 1}
        settings.MAILERS = {"default": {"BACKEND": smtp, "OPTIONS": options}}
    else:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = smtp, "127.0.0.1", 1


@pytest.fixture(scope="session")
def playwright(playwright):
    """Playwright, whose synchronous interface leaves an event loop running in this thread.

    Django's guard would take every query from here on for one made from a coroutine; and while
    the loop runs, Django has database connections of its own, which only then can be closed.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield playwright
    connections.close_all()


@pytest.fixture(scope="session")
def browser(browser):
    """Whoever waits, waits for a state; how long it takes to come is the machine's affair."""
    browser.on("context", lambda context: context.set_default_timeout(PATIENCE))
    expect.set_options(timeout=PATIENCE)
    return browser


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's Chromium, which looks nothing up by itself."""
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
