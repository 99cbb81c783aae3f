"""Why there is no backup, or no restore: each in words for the operator."""

from pathlib import Path


class BackupError(Exception):
    """What kept a backup or a restore from its end."""


class Refused(BackupError):
    """Nothing was done, since something would be lost or mixed."""


class ProgramFailed(BackupError):
    """A program of PostgreSQL is missing, too old, or failed."""


class Damaged(BackupError):
    """A file of a backup is not as it was written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
