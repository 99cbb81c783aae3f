"""Waiting for a state, and for nothing else: how long it takes is the machine's affair."""

from time import monotonic, sleep

from django.db import connection

LONGEST_WAIT = 240  # seconds, on a machine that has much else to do


def wait_until(holds):
    """What ``holds`` gives as soon as that is true. The processor is left to who brings it about.

    A state that never comes is a failure.
    """
    until = monotonic() + LONGEST_WAIT
    while not (found := holds()):
        assert monotonic() < until, "waited in vain"
        sleep(0.01)
    return found


def somebody_waits():
    """Whether a session waits for what another one has locked; SQLite cannot say."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0
