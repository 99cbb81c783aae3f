"""Random changes before two servers, for a while; ``bench/prove_pages.py`` goes on for longer."""

import os
import subprocess
import sys

import pytest
from django.db import connections

from articles.db import content_version
from tests.support.database import restore
from tests.support.installations import ROOT, Installation
from tests.support.workers import free_port

SECONDS = 30  # on each of two databases


@pytest.fixture
def scratch(migrated, transactional_db, tmp_path):
    """A database of its own, as the migrations leave it."""
    restore(migrated)
    installation = Installation(tmp_path, "proved")
    content_version.close()
    connections["default"].close()  # PostgreSQL copies no database that is in use
    installation.create(connections["default"].settings_dict["NAME"])
    yield installation
    installation.lose()


def test_what_two_servers_have_kept_is_what_would_be_made(scratch, tmp_path):
    own = {
        "DATABASE_URL": scratch.url,
        "SECRET_KEY": "x" * 30 + "signs nothing that matters",
        "MEDIA_ROOT": str(scratch.media),
        "STATIC_ROOT": str(tmp_path / "static"),
    }
    command = [sys.executable, "bench/prove_pages.py", f"--seconds={SECONDS}"]
    done = subprocess.run(
        [*command, "--ports", str(free_port()), str(free_port())],
        cwd=ROOT,
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "pages the same" in done.stdout
