"""The record of acts: complete, in order, and sealed."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from articles.models import Act
from articles.models.audit import acting_from
from tests.factories import make_section

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 3, 13, 0, 0, 123456, tzinfo=UTC)


def record(count=5):
    section = make_section()
    for n in range(count):
        with acting_from(f"192.0.2.{n}"):
            Act.record("change", section, by=None, at=NOW, before={"n": n}, after={"n": n + 1})
    return list(Act.objects.order_by("pk"))


def tamper(statement, *params):
    """Do to the table what the database would refuse, as somebody with full rights could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE articles_act DISABLE TRIGGER USER")
        cursor.execute(statement, params)


def test_an_untouched_record_holds(capsys):
    record()
    call_command("verify_audit")
    assert "5" in capsys.readouterr().out


def test_an_empty_record_holds():
    call_command("verify_audit")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", "Саясат."),
        ("by_name", "x"),
        ("origin", "192.0.2.9"),
        ("verb", "changE"),
        ("before", '{"n": 7}'),
        ("at", "2026-03-03 13:00:00.124+00:00"),
        ("reason", " "),
        ("seal", "f" * 64),
    ],
)
def test_one_touched_row_is_named(column, value):
    act = record()[2]
    tamper(f"UPDATE articles_act SET {column} = %s WHERE id = %s", value, act.pk)
    with pytest.raises(CommandError, match=f"№{act.pk} "):
        call_command("verify_audit")


def test_a_row_taken_out_is_noticed_at_the_next():
    acts = record()
    tamper("DELETE FROM articles_act WHERE id = %s", acts[1].pk)
    with pytest.raises(CommandError, match=f"№{acts[2].pk} "):
        call_command("verify_audit")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE articles_act SET title = 'x' WHERE id = %s", "DELETE FROM articles_act WHERE id = %s"],
)
def test_touching_a_row_is_refused_by_postgresql_and_found_on_sqlite(statement):
    act = record()[1]
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match="only added"), connection.cursor() as cursor:
            cursor.execute(statement, [act.pk])
    else:
        tamper(statement, act.pk)
        with pytest.raises(CommandError):
            call_command("verify_audit")
