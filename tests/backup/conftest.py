"""A newsroom with articles, photos and a history, copied for each test."""

import shutil

import pytest
from django.db import connections

from articles.db import content_version
from tests.support.installations import Installation, fill


@pytest.fixture(scope="session")
def migrated_installation(django_db_setup, django_db_blocker, tmp_path_factory):
    """As the migrations leave it."""
    installation = Installation(tmp_path_factory.mktemp("migrated"), "migrated")
    with django_db_blocker.unblock():
        content_version.close()
        connections["default"].close()  # PostgreSQL copies no database that is in use
        installation.create(connections["default"].settings_dict["NAME"])
    yield installation
    installation.lose()


@pytest.fixture(scope="session")
def filled(migrated_installation, django_db_blocker, tmp_path_factory):
    installation = Installation(tmp_path_factory.mktemp("filled"), "filled").create(
        migrated_installation.database
    )
    with django_db_blocker.unblock(), installation.in_use():
        fill()
    yield installation
    installation.lose()


@pytest.fixture
def installation(filled, tmp_path):
    installation = Installation(tmp_path, "installation").create(filled.database)
    shutil.copytree(filled.media, installation.media)
    yield installation
    installation.lose()


@pytest.fixture
def empty(tmp_path):
    """An installation without a table or a file."""
    installation = Installation(tmp_path, "empty").create()
    yield installation
    installation.lose()


@pytest.fixture
def backups(tmp_path):
    return tmp_path / "backups"
