"""The storage's own files, which are none of the newsroom's."""

LOCK, PENDING, RESTORING = ".backup-lock", ".pending-deletions", ".restoring"
OWN = {LOCK, PENDING, RESTORING}


class FilesInUse(Exception):
    """Another backup holds the files."""
