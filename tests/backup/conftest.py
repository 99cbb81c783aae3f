"""A newsroom with articles, photos and a history, copied for each test."""

import shutil

import pytest
from django.db import connections

from tests.support.places import Place, fill


@pytest.fixture(scope="session")
def migrated_place(django_db_setup, django_db_blocker, tmp_path_factory):
    """As the migrations leave it."""
    place = Place(tmp_path_factory.mktemp("migrated"), "migrated")
    with django_db_blocker.unblock():
        connections["default"].close()  # PostgreSQL copies no database that is in use
        place.create(connections["default"].settings_dict["NAME"])
    yield place
    place.lose()


@pytest.fixture(scope="session")
def filled(migrated_place, django_db_blocker, tmp_path_factory):
    place = Place(tmp_path_factory.mktemp("filled"), "filled").create(migrated_place.database)
    with django_db_blocker.unblock(), place.in_use():
        fill()
    yield place
    place.lose()


@pytest.fixture
def place(filled, tmp_path):
    place = Place(tmp_path, "place").create(filled.database)
    shutil.copytree(filled.media, place.media)
    yield place
    place.lose()


@pytest.fixture
def empty(tmp_path):
    """A place without a table or a file."""
    place = Place(tmp_path, "empty").create()
    yield place
    place.lose()


@pytest.fixture
def backups(tmp_path):
    return tmp_path / "backups"
