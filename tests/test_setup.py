"""A production environment is safe, and one that is not says so before it serves anybody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from articles import checks
from newsroom import environment
from newsroom.databases import tuned

KEY = "kb3Yw8JQxgV0-Zt5nS_7dRfH2mLpC9aEuTzXqWvN4iOy6hGj1s"
ROOT = Path(__file__).resolve().parent.parent


def manage(*arguments, **environment):
    """Runs manage.py as an operator does, with nothing else in the environment."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LANGUAGE": "en", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def check(tmp_path, **environment):
    """``manage.py check`` with a database of its own."""
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/production.sqlite3"}
    return manage("check", **({"SECRET_KEY": KEY} | database | environment))


def test_check_deploy_is_clean(tmp_path):
    result = manage(
        "check",
        "--deploy",
        "--fail-level=INFO",
        SECRET_KEY=KEY,
        DATABASE_URL=f"sqlite:///{tmp_path}/production.sqlite3",
        SITE_URL="https://newsroom.example",
        EMAIL_URL="smtp://127.0.0.1:25",
    )
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_production_without_a_secret_key_refuses_to_start():
    result = manage("check")
    assert result.returncode != 0
    [line] = result.stderr.strip().splitlines()
    assert "SECRET_KEY is not set" in line
    for language, said in {"": "SECRET_KEY берілмеген", "ru": "SECRET_KEY не задан"}.items():
        assert said in manage("check", LANGUAGE=language).stderr


# What each variable must not be; what is right is said for each in newsroom/settings.py.
WRONG = {
    "DEBUG": "maybe",
    "SITE_URL": "newsroom.example",
    "ALLOWED_HOSTS": "https://newsroom.example",
    "DATABASE_URL": "mysql://newsroom:s3cr3t@localhost/newsroom",
    "REPLICA_URL": "sqlite:////srv/s3cr3t.sqlite3",
    "CACHE_URL": "memory:s3cr3t",
    "TIME_ZONE": "Asia/Qaraghandy",
    "MEDIA_ROOT": "/etc/passwd",
    "STATIC_ROOT": "/etc/passwd",
    "ACCEL_REDIRECT": "protected",
    "EMAIL_URL": "mail://aliya:s3cr3t@newsroom.example",
    "EMAIL_FROM": "newsroom",
    "WRITE_WAIT": "soon",
}


def test_every_wrong_value_is_named_in_a_line_with_what_would_be_right():
    result = manage("check", SECRET_KEY=KEY, **WRONG)
    assert result.returncode != 0
    lines = result.stderr.strip().splitlines()
    assert {line.partition(": must be ")[0] for line in lines} == set(WRONG)
    assert "s3cr3t" not in result.stderr + result.stdout


def test_a_web_server_does_not_start_in_a_wrong_environment(tmp_path):
    for wrong in ({"SITE_URL": "newsroom.example"}, {"SECRET_KEY": "a"}):
        [name] = wrong
        result = subprocess.run(
            [sys.executable, "-c", "import newsroom.wsgi"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "SECRET_KEY": KEY} | wrong,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode != 0
        assert f"{name}: " in result.stderr
        assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ({"SECRET_KEY": "a"}, "fewer than 50"),
        ({"SECOND_STEP_ROLES": "Chief editor,Boss"}, "«Boss»"),
        ({"DATABASE_URL": "sqlite:////nowhere/newsroom.sqlite3"}, "/nowhere"),
        ({"PROMETHEUS_MULTIPROC_DIR": "/nowhere"}, "/nowhere"),
        ({"LOG_FORMAT": "text"}, "console or json"),
        ({"REPLICA_URL": "postgres://newsroom@127.0.0.1/newsroom"}, "replicas of PostgreSQL alone"),
    ],
)
def test_check_names_what_can_be_read_and_is_wrong(tmp_path, wrong, right):
    result = check(tmp_path, **wrong)
    assert result.returncode != 0
    [name] = wrong
    assert f"{name}: " in result.stderr
    assert right in result.stderr
    assert "Traceback" not in result.stderr


def found(settings, **values):
    """Numbers of what the checks of the environment say about these settings."""
    for name, value in values.items():
        setattr(settings, name, value)
    return [fault.id for fault in run_checks(tags=[checks.ENVIRONMENT])]


@pytest.mark.parametrize(
    "key",
    ["a", "lint", "a" * 80, "abcdefghijkl" * 6, "django-insecure-" + KEY, KEY[:49], "01" * 40],
)
def test_a_key_that_is_easily_guessed_is_an_error(settings, key):
    assert found(settings, SECRET_KEY=key, DEBUG=False) == ["articles.E002"]
    assert found(settings, SECRET_KEY=key, DEBUG=True) == []


@pytest.mark.django_db
def test_roles_are_those_of_the_newsroom_and_those_of_the_operator(settings, monkeypatch):
    assert found(settings, SECOND_STEP_ROLES=["Chief editor", "Reporter"]) == []
    assert found(settings, SECOND_STEP_ROLES=["chief editor"]) == ["articles.E003"]
    assert found(settings, SECOND_STEP_ROLES=["Owner"]) == ["articles.E003"]
    Group.objects.create(name="Owner")
    assert found(settings, SECOND_STEP_ROLES=["Owner", "Editor"]) == []

    def unreachable():
        raise OperationalError

    monkeypatch.setattr(checks, "_groups", unreachable)
    assert found(settings, SECOND_STEP_ROLES=["Owner"]) == ["articles.W001"]


def test_a_folder_that_nobody_may_write_into_is_an_error(settings, tmp_path, monkeypatch):
    assert found(settings, MEDIA_ROOT=tmp_path / "to" / "be") == []
    assert found(settings, ALLOWED_HOSTS=["*"]) == ["articles.W002"]
    monkeypatch.setattr(checks.os, "access", lambda path, how: path != tmp_path)
    assert "articles.E004" in found(settings, MEDIA_ROOT=tmp_path / "to" / "be")


@pytest.mark.parametrize(
    ("parse", "right", "wrong"),
    [
        (
            environment.site_url,
            ["http://127.0.0.1:8000", "https://newsroom.example/", "http://[::1]:8000"],
            [
                "ftp://x",
                "https://",
                "//x",
                "https://x/y",
                "https://x?y",
                "https://a@x",
                "http://x:y",
            ],
        ),
        (
            environment.hosts,
            ["a.example", "a.example, .b.example", "10.0.0.5", "[::1]", "*"],
            ["a.example:8000", "a/b", "a b", "http://a"],
        ),
        (
            environment.database,
            ["sqlite:////tmp/x", "postgres://a:b@c:5432/d", "postgresql://%2Frun%2Fx/d"],
            ["x", "sqlite3:///x", "postgres://host", "postgres://a:b@c:port/d", "oracle://a/b"],
        ),
        (
            environment.cache,
            ["locmem://", "redis://h:6379/0", "rediss://user:a%2Fb@h/1", "redis://[::1]:6379"],
            ["memcached://h", "redis", "redis://h:x", "redis://h/zero", "redis://"],
        ),
        (
            environment.mail,
            ["console:", "smtp://u:p@h:587/?tls=True", "submission://u:p@h", "file:////tmp/x"],
            ["smtps", "file:", "submission://", "smtp://h:x", "smtp://h?timeout=x"],
        ),
        (environment.sender, ["a@b.example", "Newsroom <a@b.example>"], ["a", "a@", "<>"]),
        (environment.time_zone, ["Asia/Almaty", "UTC"], ["Almaty", "Asia", "../etc/passwd", "+05"]),
        (environment.one_of("console", "json"), ["console", "json"], ["JSON", "text", "1"]),
        (environment.positive_number, ["1", "250"], ["0", "-1", "1.5", "1s", "٣"]),
        (environment.switch, ["1", "true", "Off", "NO"], ["2", "ja"]),
        (
            environment.location,
            ["/protected/", "/a/b-c/"],
            ["/", "protected/", "/protected", "/a b/"],
        ),
    ],
)
def test_what_is_right_is_taken_and_what_is_wrong_is_named(monkeypatch, parse, right, wrong):
    monkeypatch.setenv("LANGUAGE", "en")
    for value in [*right, *wrong]:
        monkeypatch.setenv("SOMETHING", value)
        environment.read("SOMETHING", parse, None, "right")
        if value in right:
            environment.refuse_faults()
        else:
            with pytest.raises(ImproperlyConfigured, match=r"^SOMETHING: must be right$"):
                environment.refuse_faults()
    monkeypatch.setenv("SOMETHING", " ")
    assert environment.read("SOMETHING", parse, "default", "right") == "default"


def test_behind_a_pooler_nothing_is_left_in_a_connection():
    database = environment.database("postgres://user@host/name")
    plain = tuned(database, write_wait=5, pool_mode="session")
    assert plain["OPTIONS"]["prepare_threshold"] == 1
    pooled = tuned(database, write_wait=5, pool_mode="transaction")
    assert pooled["DISABLE_SERVER_SIDE_CURSORS"]
    assert plain["DISABLE_SERVER_SIDE_CURSORS"]  # one that is left open may hang its connection
    assert not {"prepare_threshold", "options"} & set(pooled["OPTIONS"])
