"""What SQLite's writers are told when another process writes."""

import sqlite3

import pytest
from django.db import OperationalError, connection, transaction

from articles.db.locks import is_lock_timeout
from articles.models import Kind
from tests.support.database import restore


@pytest.fixture
def other_process(migrated, transactional_db, monkeypatch):
    """A connection that writes, as another process has it; nobody waits long for it."""
    restore(migrated)
    if connection.vendor != "sqlite":
        pytest.skip("of SQLite")
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.05)
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def add():
    Kind.objects.create(name="Сұхбат", position=1)


def add_in_a_transaction():
    with transaction.atomic():
        add()


@pytest.mark.parametrize("act", [add, add_in_a_transaction])
def test_who_waits_in_vain_has_written_nothing_and_can_write_afterwards(other_process, act):
    with pytest.raises(OperationalError) as raised:
        act()
    assert is_lock_timeout(raised.value)
    assert not Kind.objects.filter(name="Сұхбат").exists()
    other_process.execute("ROLLBACK")
    act()
    assert Kind.objects.filter(name="Сұхбат").exists()
