"""The record of acts: complete, in order, and sealed."""

from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles import migrations
from articles.models import AuditEntry, audit
from articles.models.audit import audit_origin, first_broken
from articles.models.workflow.transitions import verb_label
from tests.factories import make_section
from tests.support.database import restore
from tests.support.staff import make_staff

[_MIGRATION] = Path(migrations.__file__).parent.glob("*_record.py")
RECORD = import_module(f"articles.migrations.{_MIGRATION.stem}")
EMPTY = {"postgresql": "TRUNCATE articles_act", "sqlite": "DELETE FROM articles_act"}
pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 3, 13, 0, 0, 123456, tzinfo=UTC)


def record(count=5):
    section = make_section()
    for n in range(count):
        with audit_origin(f"192.0.2.{n}"):
            AuditEntry.record(
                "change", section, by=None, at=NOW, before={"n": n}, after={"n": n + 1}
            )
    return list(AuditEntry.objects.order_by("pk"))


def tamper(statement, *params):
    """Do to the table what the database would refuse, as somebody with full rights could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE articles_act DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER articles_act_no_update")
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(statement, params)
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def verdict(*arguments):
    """What the command says of a record that was touched."""
    with pytest.raises(CommandError) as refusal:
        call_command("verify_audit", *arguments)
    return str(refusal.value)


def test_an_untouched_audit_holds(capsys):
    record()
    call_command("verify_audit")
    assert "5" in capsys.readouterr().out


def test_an_empty_audit_holds():
    call_command("verify_audit")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", 7),
        ("at", "2026-03-03 13:00:00.123001+00:00"),
        ("by_id", 1),
        ("by_name", "x"),
        ("origin", "192.0.2.9"),
        ("verb", "changE"),
        ("model", "tag"),
        ("key", -9),
        ("title", "Саясат."),
        ("before", '{"n": 7}'),
        ("after", '{"n": "3"}'),
        ("reason", " "),
        ("seal", "f" * 64),
    ],
)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_one_touched_row_is_named(column, value, place):
    act = record()[place]
    tamper(f"UPDATE articles_act SET {column} = %s WHERE id = %s", value, act.pk)
    named = act.pk
    if column == "id":  # the row stands behind the others now, so the next one has lost its own
        named = value if place == 4 else act.pk + 1
    assert f"№{named} " in verdict()


@pytest.mark.parametrize(
    ("column", "value"), [("at", "2026-03-0x 13:00:00.123+00:00"), ("before", '{"n": 7')]
)
def test_a_row_that_cannot_be_read_any_more_is_named(column, value):
    act = record()[2]
    if connection.vendor == "postgresql":  # takes no such value in the first place
        with pytest.raises(DatabaseError):
            tamper(f"UPDATE articles_act SET {column} = %s WHERE id = %s", value, act.pk)
    else:
        tamper(f"UPDATE articles_act SET {column} = %s WHERE id = %s", value, act.pk)
        assert f"№{act.pk} " in verdict()


@pytest.mark.parametrize("text", ['{"n":  3}', '{"n":3}'])
def test_a_space_in_stored_json_is_noticed_where_its_text_is_kept(capsys, text):
    act = record()[2]
    tamper("UPDATE articles_act SET after = %s WHERE id = %s", text, act.pk)
    if connection.vendor == "sqlite":
        assert f"№{act.pk} " in verdict()
    else:  # it keeps what the JSON says
        call_command("verify_audit")
        assert "5" in capsys.readouterr().out


def test_a_row_taken_out_is_noticed_at_the_next():
    acts = record()
    tamper("DELETE FROM articles_act WHERE id = %s", acts[1].pk)
    assert f"№{acts[2].pk} " in verdict()


def test_a_row_put_in_is_named():
    acts = record()
    fields = ", ".join(f'"{field.column}"' for field in AuditEntry._meta.fields[1:-1])
    tamper(
        f"INSERT INTO articles_act (id, {fields}, seal)"
        f" SELECT 77, {fields}, 'forged' FROM articles_act WHERE id = %s",
        acts[1].pk,
    )
    assert "№77 " in verdict()


def test_an_end_cut_off_is_noticed_by_a_seal_noted_before(capsys):
    acts = record()
    call_command("verify_audit", "--expect-seal", acts[-1].seal)
    assert acts[-1].seal in capsys.readouterr().out
    tamper("DELETE FROM articles_act WHERE id = %s", acts[-1].pk)
    call_command("verify_audit")
    assert acts[-1].seal in verdict("--expect-seal", acts[-1].seal)


def refused(statement, *params):
    denied = pytest.raises(DatabaseError, match="only added")
    with denied, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


def test_the_database_refuses_to_change_the_audit():
    act = record()[1]
    with connection.cursor() as cursor:  # as every database but that of the tests has it
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE articles_act ENABLE TRIGGER articles_act_no_truncate")
        else:
            cursor.execute(RECORD.SQLITE[1])
    refused("UPDATE articles_act SET title = 'x' WHERE id = %s", act.pk)
    refused("DELETE FROM articles_act WHERE id = %s", act.pk)
    refused(EMPTY[connection.vendor])
    assert AuditEntry.objects.count() == 5


def test_an_act_says_who_when_from_where_and_what():
    user, section = make_staff("Editor"), make_section()
    with audit_origin("192.0.2.1"):
        act = AuditEntry.record("change", section, by=user, at=NOW, before={"a": 1}, reason="Қате")
    by_command = AuditEntry.record("import", section, by=None, at=NOW, after={"a": 2})
    row = AuditEntry.objects.get(pk=act.pk)
    assert (row.by_id, row.by_name, row.origin) == (user.pk, "editor", "192.0.2.1")
    assert (row.model, row.key, row.title) == ("section", section.pk, "Саясат")
    assert (row.before, row.after, row.reason) == ({"a": 1}, None, "Қате")
    assert row.at == NOW.replace(microsecond=123000)
    assert (by_command.by_id, by_command.by_name, by_command.origin) == (None, "", "")
    assert (by_command.pk, row.pk) == (row.pk + 1, 1)
    assert list(AuditEntry.objects.all()) == [by_command, row]
    assert str(row) == "2026-03-03 13:00 editor change Саясат"
    assert str(AuditEntry(verb="change", title="Саясат")) == "–  change Саясат"


def test_an_act_is_called_by_what_was_done():
    labels = {verb: str(verb_label(verb)) for verb in ("publish", "assign", "burynghy")}
    assert labels == {
        "publish": "Жариялау",
        "assign": "жауапты редакторын ауыстырды",
        "burynghy": "burynghy",
    }


def test_what_is_long_is_cut_to_its_column():
    section = make_section("ә" * 10)
    type(section).__str__, usual = lambda _: "ә" * 400, type(section).__str__
    try:
        with audit_origin("x" * 101):
            act = AuditEntry.record("change", section, by=None, at=NOW)
    finally:
        type(section).__str__ = usual
    assert (len(act.title), len(act.origin)) == (300, 100)


def test_where_an_act_came_from_is_forgotten_behind_it():
    with pytest.raises(ValueError, match="x"), audit_origin("192.0.2.1"):
        raise ValueError("x")
    assert AuditEntry.record("change", make_section(), by=None, at=NOW).origin == ""


@pytest.mark.parametrize("chunk", [1, 2, 3, 5, 6])
def test_a_long_audit_is_read_piece_by_piece(monkeypatch, chunk):
    monkeypatch.setattr(audit, "_CHUNK", chunk)
    acts = record()
    assert first_broken() == (None, 5, acts[-1].seal)
    with CaptureQueriesContext(connection) as queries:
        first_broken()
    assert len(queries) == 1 + 2 * -(-5 // chunk)
    tamper("UPDATE articles_act SET title = 'x' WHERE id = %s", acts[3].pk)
    assert first_broken() == (acts[3], 3, acts[2].seal)


@pytest.mark.skipif(connection.vendor == "postgresql", reason="takes no such value")
@pytest.mark.parametrize("chunk", [2, 9])
@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("at", "7"), ("before", "{"), ("at", "2026-13-13")),
        # Which Django cannot read at all.
        *(("at", "2026-13-13 10:00:00"), ("at", b"\xff")),
    ],
)
def test_behind_a_row_that_cannot_be_read_nothing_is_read(monkeypatch, chunk, column, value):
    monkeypatch.setattr(audit, "_CHUNK", chunk)
    acts = record()
    tamper(f"UPDATE articles_act SET {column} = %s WHERE id >= %s", value, acts[3].pk)
    broken, count, seal = first_broken()
    assert (broken.pk, count, seal) == (acts[3].pk, 3, acts[2].seal)


def test_an_empty_audit_has_the_first_seal():
    assert first_broken() == (None, 0, audit.FIRST_SEAL)
    first = AuditEntry.record("change", make_section(), by=None, at=NOW)
    assert first.seal == first.sealed("0" * 64)


def test_a_seal_is_what_it_always_was():
    """Seals that were noted elsewhere must be found again, whatever version looks for them."""
    act = AuditEntry(
        *(7, NOW, 3, "aigul", "192.0.2.1", "change", "section", 5, "Қоғам"),
        *({"б": 1, "а": "ә"}, None, "Қате"),
    )
    expected = "ca8eaf0ebc1c1a56264aad5cdce37e867f9825e0396966650f2022b67d6378fa"
    assert act.sealed("1" * 64) == expected


def test_an_instant_is_kept_to_the_millisecond():
    late = AuditEntry.record("change", make_section(), by=None, at=NOW.replace(microsecond=999999))
    assert late.at.microsecond == 999000


def test_a_seal_is_of_the_instant_in_whatever_zone():
    act = record(1)[0]
    act.at = act.at.astimezone(timezone(timedelta(hours=5)))
    assert act.sealed(audit.FIRST_SEAL) == act.seal


def test_an_act_is_recorded_in_a_transaction_of_its_own_where_there_is_none(
    migrated, transactional_db, monkeypatch
):
    restore(migrated)
    lock, locked = audit.article_write_lock, []
    monkeypatch.setattr(
        audit, "article_write_lock", lambda: (locked.append(connection.in_atomic_block), lock())
    )
    assert [act.before for act in record(2)] == [{"n": 0}, {"n": 1}]
    assert locked == [True, True]  # or the lock would be let go before the row is there


def test_an_act_makes_no_savepoint():
    section = make_section()
    with CaptureQueriesContext(connection) as queries:
        AuditEntry.record("change", section, by=None, at=NOW)
    assert "SAVEPOINT" not in str(queries.captured_queries)
