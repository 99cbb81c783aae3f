"""Moves the files of long ago into the folders by hash, while everybody works on.

A file has both its names until its row has the new one, so at every instant what a row names is
there; broken off anywhere, it is run again. See decision 051.
"""

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.db import transaction

from .. import media_files
from ..db.batches import batches
from ..db.locks import article_write_lock
from ..media_files.folders import current_name
from ..models import MediaFile, Photo
from ..models.media.photos import files_of
from ..models.usage.stored_files import needed

Row = Photo | MediaFile

_AT_ONCE = 500  # rows, or names in one query
_FORMER = re.compile(r"(?:photos|files)/\d{4}(?:/\d\d)?|renditions/\d{1,18}")
_FILES: dict[type[Row], list[str]] = {Photo: ["file"], MediaFile: ["file", "captions"]}

Progress = Callable[[int, int], None]  # of how many rows, how many are done


def move(storage: FileSystemStorage, *, dry_run: bool, progress: Progress) -> Counter:
    """How many rows of photos and files had theirs ``moved``, were ``unchanged``, or ``skipped``.

    Skipped are those of which a file is not there, or that somebody changed meanwhile; unchanged is
    also what lies where it should, or could only lie where the file of another row does.
    """
    counts: Counter = Counter(moved=0, unchanged=0, skipped=0)
    total = sum(model.objects.count() for model in _FILES)
    for model in _FILES:
        keys = model.objects.order_by("pk").values_list("pk", flat=True).iterator(_AT_ONCE)
        for batch in batches(keys, _AT_ONCE):
            former: list[str] = []
            for pk in batch:
                counts[_move(storage, model, pk, former, dry_run)] += 1
                progress(counts.total(), total)
            _remove(storage, former)
    if not dry_run:
        _sweep(storage)
    return counts


def _move(
    storage: FileSystemStorage, model: type[Row], pk: int, former: list[str], dry_run: bool
) -> str:
    """What became of the files of one row; ``former`` gets the names that it has no more."""
    row = model.objects.filter(pk=pk).first()
    if row is None or not (moved := _moved(row)):
        return "unchanged"
    if dry_run:
        return "moved"
    paths = [(Path(storage.path(old)), Path(storage.path(new))) for old, new in moved.items()]
    if not all(old.is_file() for old, _new in paths):
        return "skipped"
    if not all(_link(old, new) for old, new in paths):
        return "unchanged"
    before, after = _values(row), _values(row, moved)
    with transaction.atomic():
        article_write_lock()
        stored = model.objects.filter(pk=pk).first()
        if stored is None or _values(stored) != before:
            return "skipped"  # somebody was at work on it: the next run does it
        model.objects.filter(pk=pk).update(**after)
    former.extend(moved)
    return "moved"


def _moved(row: Row) -> dict[str, str]:
    """The new names of the files of a row, by those that they have; of those that are to move."""
    names = [str(getattr(row, field)) for field in _FILES[type(row)]]
    names += files_of(row.renditions) if isinstance(row, Photo) else []
    return {name: current_name(name) for name in names if name and current_name(name) != name}


def _values(row: Row, moved: dict[str, str] | None = None) -> dict:
    """What the columns of a row say of its files, once they are ``moved``."""
    new = moved or {}
    names = {field: str(getattr(row, field)) for field in _FILES[type(row)]}
    values: dict = {field: new.get(name, name) for field, name in names.items()}
    if isinstance(row, Photo):
        values["renditions"] = _renditions(row.renditions, new)
    return values


def _renditions(renditions: dict, new: dict[str, str]) -> dict:
    changed = dict(renditions)
    if (source := renditions.get("source")) in new:
        changed["source"] = new[source]
    if base := renditions.get("base"):
        changed["base"] = current_name(f"{base}-").removesuffix("-") if new else base
    return changed


def _link(source: Path, target: Path) -> bool:
    """Let the file have its new name too; whether it has, or another file is called so."""
    if target.exists():
        return _is_same(source, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileExistsError:
        return _is_same(source, target)
    except OSError:  # a file system on which a file has one name
        part = target.with_name(f".{target.name}.part")
        shutil.copy2(source, part)
        part.rename(target)
    return True


def _is_same(one: Path, other: Path) -> bool:
    found, wanted = one.stat(), other.stat()
    return (found.st_size, found.st_mtime_ns) == (wanted.st_size, wanted.st_mtime_ns)


def _sweep(storage: FileSystemStorage) -> None:
    """Remove what a run that was broken off has left, and folders that are empty now."""
    former = filter(_is_former, media_files.names(Path(storage.location)))
    for batch in batches(former, _AT_ONCE):
        _remove(storage, [name for name in batch if _has_moved(storage, name)])
    for top in ("photos", "files", "renditions"):
        for root, _folders, _files in os.walk(Path(storage.location, top), topdown=False):
            if _FORMER.fullmatch(Path(root).relative_to(storage.location).as_posix()):
                with suppress(OSError):  # there is something in it
                    Path(root).rmdir()


def _has_moved(storage: FileSystemStorage, name: str) -> bool:
    target = Path(storage.path(current_name(name)))
    return target.is_file() and _is_same(Path(storage.path(name)), target)


def _is_former(name: str) -> bool:
    return current_name(name) != name


def _remove(storage: FileSystemStorage, names: list[str]) -> None:
    """The former names of files, but for those by which the audit could bring a file back."""
    media_files.delete(storage, sorted(set(names) - needed(names)))
