"""A newsroom and its server for readers, who change nothing: once for all tests of a module.

These tests have to be marked `django_db`: without such a test in a run there is no database for
tests, and the newsroom would be built in the real one.
"""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.support import newsroom
from tests.support.database import restore


@pytest.fixture(scope="module")
def reading(migrated, django_db_blocker, tmp_path_factory):
    """The newsroom, and the server that shows it: in the tables, not in a transaction of a test."""
    assert "test" in connection.settings_dict["NAME"]
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with media, django_db_blocker.unblock():
        restore(migrated)
        built = newsroom.build()
        server = LiveServer("localhost")
        yield built, server
        server.stop()
        call_command("flush", interactive=False, verbosity=0)
        restore(migrated)


@pytest.fixture
def built(reading):
    """The newsroom."""
    return reading[0]


@pytest.fixture
def site_url(reading):
    """The address of its front page, without the last stroke."""
    return reading[1].url


@pytest.fixture(autouse=True)
def _media_root(reading):
    """The media folder is that of the newsroom."""
