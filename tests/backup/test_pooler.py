"""Behind a pooler: what PostgreSQL's programs set would stay in a connection that others get."""

import pytest

from articles.backup import postgres
from articles.backup.errors import Refused


def test_no_program_goes_through_it(settings, monkeypatch, tmp_path):
    monkeypatch.setattr(postgres.connection, "close", lambda: None)
    settings.DATABASE_POOL_MODE = "transaction"
    with pytest.raises(Refused, match="pg_restore"):
        postgres.load(tmp_path / "database.dump")
