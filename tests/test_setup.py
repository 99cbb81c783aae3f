"""A production environment is safe, and one that is not says so before it serves anybody."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def manage(*arguments, **environment):
    """Runs manage.py as an operator does, with nothing else in the environment."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_deploy_is_clean(tmp_path):
    result = manage(
        "check",
        "--deploy",
        "--fail-level=INFO",
        SECRET_KEY="kb3Yw8JQxgV0-Zt5nS_7dRfH2mLpC9aEuTzXqWvN4iOy6hGj1s",
        DATABASE_URL=f"sqlite:///{tmp_path}/production.sqlite3",
        SITE_URL="https://newsroom.example",
        EMAIL_URL="smtp://127.0.0.1:25",
    )
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_production_without_a_secret_key_refuses_to_start():
    result = manage("check")
    assert result.returncode != 0
    assert "SECRET_KEY is not set" in result.stderr.strip().splitlines()[-1]
