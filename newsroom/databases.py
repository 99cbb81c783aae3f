"""How the newsroom connects to its database, whichever that is."""

from functools import partial
from pathlib import Path

from . import environment as env
from .language import gettext as _

POOL_MODES = "session", "transaction"


def read_databases(usual: Path) -> dict[str, dict]:
    """Django's settings of the primary and of the replica, by alias, as the environment says.

    Without a word of it the file ``usual``, and no replica.
    """
    wanted = _(
        "sqlite:////path/to/a/file or postgres://user:password@host:5432/name (in a password and "
        "in the path of a socket write %(slash)s for /, %(at)s for @)"
    ) % {"slash": "%2F", "at": "%40"}
    primary = env.read("DATABASE_URL", env.database, env.database(f"sqlite:///{usual}"), wanted)
    replica = env.read(
        "REPLICA_URL",
        partial(env.replica, primary=primary),
        None,
        _("postgres://user:password@host:5432/name, as DATABASE_URL"),
    )
    # Tests that know of one database get that one under both names.
    return {"default": primary} | (
        {"replica": replica | {"TEST": {"MIRROR": "default"}}} if replica else {}
    )


def tuned(database: dict, *, write_wait: int, pool_mode: str) -> dict:
    """Django's settings of ``database`` with ours; who writes waits ``write_wait`` seconds.

    ``pool_mode`` is that of a pooler before PostgreSQL, as PgBouncer has it. Where it gives each
    transaction another connection (``transaction``), nothing is to be left in one: no prepared
    statement, no cursor, no setting.
    """
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return database | _sqlite(write_wait)
    is_pooled = pool_mode == "transaction"
    options = _PATIENCE if is_pooled else _PATIENCE | _prepared(write_wait)
    return database | {
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,  # see articles.db.batches.parts
        "OPTIONS": options | database.get("OPTIONS", {}),
    }


def _sqlite(write_wait: int) -> dict:
    # SQLite itself does not let writers in by turns: of eight that write without a pause one in
    # three hundred waits for more than 20 seconds. And deferred transactions lose a third of
    # concurrent writes to "database is locked".
    return {
        "ENGINE": "articles.db.sqlite",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": write_wait,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-512;"
                "PRAGMA temp_store=MEMORY;"
            ),
        },
    }


# A server that is not there is found out soon: 2 seconds are the least that libpq knows.
_PATIENCE = {"connect_timeout": 2, "tcp_user_timeout": 2000}


def _prepared(write_wait: int) -> dict:
    # What ``db.compiled_queries`` asks is prepared at the server too, and planned once: a page of
    # readers spends more on the plans of its queries than on their answers.
    options = f"-c plan_cache_mode=force_generic_plan -c lock_timeout={write_wait}s"
    return {"prepare_threshold": 1, "options": options}
