"""A folder of backups: which are in it, whole or broken off, and who is at work there."""

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.utils.translation import gettext as _

from . import manifest
from .errors import Refused
from .store import Store

_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z")
_PARTIAL, _PRIVATE = ".partial", 0o700


class Folder:
    """A folder of backups, which need not be there yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = Store(path / "files")

    def make(self) -> None:
        """Make it where it is not there; what is in it is for its owner alone."""
        self.path.mkdir(parents=True, exist_ok=True)
        self.store.folder.mkdir(mode=_PRIVATE, exist_ok=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Inside, no other process makes or removes backups here. Raises :class:`Refused`."""
        with (self.path / ".lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Refused(_("another backup or drill is at work in %s") % self.path) from error
            yield

    def backups(self) -> list[Path]:
        """Those that are whole, the oldest first."""
        if not self.path.is_dir():
            return []
        folders = (path for path in self.path.iterdir() if _NAME.fullmatch(path.name))
        return sorted(path for path in folders if (path / manifest.FILE).is_file())

    def find(self, name: str = "") -> Path:
        """The backup of this name, or the newest. Raises :class:`Refused`."""
        found = [path for path in self.backups() if name in ("", path.name)]
        if not found:
            said = _("there is no whole backup in %(folder)s")
            if name:
                said = _("there is no whole backup %(name)s in %(folder)s")
            raise Refused(said % {"name": name, "folder": self.path})
        return found[-1]

    def begin(self, at: datetime) -> Path:
        """A new folder, which is no backup before :meth:`finish`."""
        instant = at.astimezone(UTC).isoformat(timespec="milliseconds").partition("+")[0]
        partial = self.path / f"{instant.replace(':', '-')}Z{_PARTIAL}"
        partial.mkdir(mode=_PRIVATE)
        return partial

    def finish(self, partial: Path) -> Path:
        """Make a whole backup of what :meth:`begin` has given."""
        return partial.rename(partial.with_suffix(""))

    def clean(self, keep: int | None = None) -> None:
        """Remove what was broken off and, but for the last ``keep``, whole backups.

        The files of those that stay remain, and no others.
        """
        for path in self.backups()[:-keep] if keep else ():
            # If its removal is broken off, it is not to be taken for whole.
            path.rename(path.with_name(path.name + _PARTIAL))
        going = list(self.path.glob(f"*{_PARTIAL}"))
        for path in going:
            shutil.rmtree(path)
        if going:
            self.store.remove_others(self._needed())

    def _needed(self) -> set[str]:
        read = (manifest.read(path / manifest.FILE) for path in self.backups())
        return {file.sha256 for one in read for file in one.files.values()}
