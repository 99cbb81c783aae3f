"""Everything that is done every so often, or every night; the worker reads it."""

from datetime import time, timedelta
from typing import Final

from .announcements import announce_due, is_any_due
from .periodic import Periodic
from .pruning import prune

SCHEDULE: Final = (
    Periodic(announce_due, every=timedelta(minutes=1), is_needed=is_any_due),
    Periodic(prune, at=time(3, 30)),
)
