"""What a backup holds, with checksums by which damage is found."""

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from .errors import Damaged

FILE = "manifest.json"
_FORMAT = 1


class StoredFile(NamedTuple):
    """A file by its content: hexadecimal SHA-256, bytes, and when it was changed, in ns."""

    sha256: str
    size: int
    mtime: int


class Table(NamedTuple):
    """What a table held: how many rows, and a digest of all that they say."""

    rows: int
    digest: str


class Manifest(NamedTuple):
    """One backup. ``at`` is in ISO 8601; ``migrations`` are ``app.name``, in their order.

    ``seal`` is the last of the audit, empty where that is empty. ``missing`` are files that the
    database names and that were not there when the backup was made.
    """

    at: str
    version: str
    engine: str
    server: str
    migrations: list[str]
    seal: str
    tables: dict[str, Table]
    database: StoredFile
    files: dict[str, StoredFile]
    missing: list[str]


def write(path: Path, manifest: Manifest) -> None:
    """Write ``manifest`` into a file that is not there yet."""
    with path.open("xb") as file:
        file.write(_spelt(manifest._asdict()))


def read(path: Path) -> Manifest:
    """The manifest that :func:`write` wrote. Raises :class:`Damaged` for anything else."""
    data = path.read_bytes()
    try:
        said = json.loads(data)["backup"]
        if data != _spelt(said):
            raise ValueError("another checksum")
        said["tables"] = {name: Table(*table) for name, table in said["tables"].items()}
        said["files"] = {name: StoredFile(*file) for name, file in said["files"].items()}
        return Manifest(**said | {"database": StoredFile(*said["database"])})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Damaged(path, _("its checksum is another: the file was changed")) from error


def _spelt(said: dict) -> bytes:
    """Spelt in one way only, so that no byte of it can be another."""
    text = json.dumps(said, indent=0, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f'{{"format": {_FORMAT}, "sha256": "{digest}", "backup":\n{text}}}\n'.encode()
