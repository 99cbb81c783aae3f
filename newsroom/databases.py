"""How the newsroom connects to its database, whichever that is."""


def tuned(database: dict, *, write_wait: int) -> dict:
    """Django's settings of ``database`` with ours; who writes waits ``write_wait`` seconds."""
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return database | _sqlite(write_wait)
    options = _POSTGRESQL | {"options": f"{_PLANS} -c lock_timeout={write_wait}s"}
    return database | {
        "CONN_HEALTH_CHECKS": True,
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
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-1024;"
                "PRAGMA temp_store=MEMORY;"
            ),
        },
    }


# What ``db.compiled_queries`` asks is prepared at the server too, and planned once: a page of
# readers spends more on the plans of its queries than on their answers.
_PLANS = "-c plan_cache_mode=force_generic_plan"
_POSTGRESQL = {
    # A server that is not there is found out soon: 2 seconds are the least that libpq knows.
    "connect_timeout": 2,
    "tcp_user_timeout": 2000,
    "prepare_threshold": 1,
}
