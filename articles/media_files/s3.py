"""The storage in a bucket of S3, or of what speaks like it; imported where it is set.

The bucket is private: readers get files from this application, at the addresses that files on a
disk have, by the same rules. See decision 051.
"""

import errno
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO, BinaryIO
from urllib.parse import quote

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from .found import Found
from .own import OWN
from .storing import note

_NO_SUCH, _FORBIDDEN = {400, 404, 405, 416}, {401, 403}
_FULL = {"InsufficientStorage", "QuotaExceeded", "XMinioStorageFull", "EntityTooLarge"}

_AT_ONCE = 1_000  # objects that a store deletes at one question


@contextmanager
def faults() -> Iterator[None]:
    """Inside, what the store refuses is the ``OSError`` that a disk would raise."""
    try:
        yield
    except ClientError as error:
        raise OSError(_number(error), _said(error)) from error
    except Boto3Error as error:
        raise OSError(_number(error.__cause__ or error.__context__), str(error)) from error
    except ParamValidationError as error:  # no name that an object has
        raise FileNotFoundError(errno.ENOENT, str(error)) from error
    except BotoCoreError as error:
        raise OSError(errno.ECONNREFUSED, str(error)) from error


def _number(error: BaseException | None) -> int:
    if not isinstance(error, ClientError):
        return errno.ECONNREFUSED
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    if status == 507 or error.response["Error"]["Code"] in _FULL:
        return errno.ENOSPC
    if status in _FORBIDDEN:
        return errno.EACCES
    return errno.ENOENT if status in _NO_SUCH else errno.EIO


def _nanoseconds(at: datetime) -> int:
    """To the second: more is known of an object that is listed, but not of one asked for alone."""
    return int(at.timestamp()) * 1_000_000_000


def _said(error: ClientError) -> str:
    return str(error.response["Error"].get("Message") or error)


class S3Files(S3Storage):
    """django-storages', whose addresses are the site's own and whose faults are those of a disk."""

    def _save(self, name: str, content: File) -> str:
        with faults():
            stored = super()._save(name, content)
        note(self, stored)
        return stored

    def _open(self, name: str, mode: str = "rb") -> File:
        with faults():
            return File(io.BytesIO(self._object(name).get()["Body"].read()), name)

    def delete(self, name: str) -> None:
        with faults():
            super().delete(name)

    def delete_all(self, names: Iterable[str]) -> None:
        """Delete those of these files that are there, a thousand with a question."""
        objects = [{"Key": self._normalize_name(name)} for name in names]
        for first in range(0, len(objects), _AT_ONCE):
            part = {"Objects": objects[first : first + _AT_ONCE], "Quiet": True}
            with faults():
                said = self.bucket.delete_objects(Delete=part)
            for error in said.get("Errors", ()):
                is_refused = error["Code"] == "AccessDenied"
                raise OSError(errno.EACCES if is_refused else errno.EIO, error.get("Message", ""))

    def exists(self, name: str) -> bool:
        with faults():
            return super().exists(name)

    def size(self, name: str) -> int:
        with faults():
            return super().size(name)

    def url(self, name: str, *args: object, **kwargs: object) -> str:
        """Where the site gives the file out, to whom it may."""
        return f"{settings.MEDIA_URL}{quote(name)}"

    def signed_url(self, name: str, *, kind: str, disposition: str) -> str:
        """Where the store gives the file out for a minute, to whoever has this address."""
        told = {"ResponseContentType": kind, "ResponseContentDisposition": disposition}
        return super().url(name, parameters=told, expire=60)

    @property
    def label(self) -> str:
        """The bucket, for people."""
        return f"s3://{self.bucket_name}/{self.location}"

    def found(self, name: str) -> Found | None:
        """The file, or None where there is none of this name."""
        try:
            with faults():
                head = self._object(name)
                head.load()
        except (FileNotFoundError, SuspiciousOperation):
            return None
        return Found(head.content_length, _nanoseconds(head.last_modified), head.e_tag)

    def names(self) -> Iterator[str]:
        """Names of all files, in their order."""
        return (name for name, _found in self.listing())

    def listing(self) -> Iterator[tuple[str, Found]]:
        """All files by their names, in their order: a thousand to a question."""
        with faults():
            prefix = f"{self.location}/".lstrip("/")
            for one in self.bucket.objects.filter(Prefix=prefix):
                name = one.key.removeprefix(prefix)
                if name.partition("/")[0] not in OWN:
                    yield name, Found(one.size, _nanoseconds(one.last_modified), one.e_tag)

    def reader(self, name: str) -> io.BufferedReader:
        """The file, read from the store piece by piece from wherever it is sought."""
        found = self.found(name)
        if found is None:
            raise FileNotFoundError(errno.ENOENT, "no such file", name)
        return io.BufferedReader(_Pieces(self._object(name), found.size), 1 << 16)

    def own_names(self, folder: str) -> Iterator[str]:
        """Names of the storage's own files in a folder."""
        prefix = f"{self.location}/".lstrip("/")
        with faults():
            for summary in self.bucket.objects.filter(Prefix=f"{prefix}{folder}/"):
                yield summary.key.removeprefix(prefix)

    def put(self, name: str, file: IO[bytes] | io.RawIOBase, changed: int) -> None:
        """Store ``file`` under exactly this name; the store itself says when it was changed."""
        with faults():
            self._object(name).upload_fileobj(file)

    def own(self, name: str) -> str:
        """The text of one of the storage's own files; empty where there is none."""
        try:
            with faults():
                return self._object(name).get()["Body"].read().decode()
        except FileNotFoundError:
            return ""

    def set_own(self, name: str, text: str) -> None:
        """Write it, or remove it where ``text`` is empty."""
        with faults():
            if text:
                self._object(name).put(Body=text.encode())
            else:
                self._object(name).delete()

    def _object(self, name: str):  # noqa: ANN202 (boto3 makes its classes while it runs)
        return self.bucket.Object(self._normalize_name(name))


class _Pieces(io.RawIOBase):
    """An object of the store as a file; it is asked for when it is first read behind a seek."""

    def __init__(self, stored, size: int) -> None:  # noqa: ANN001
        self._stored, self._size, self._at = stored, size, 0
        self._body: BinaryIO | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if start + offset != self._at:
            self._at, self._body = start + offset, None
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer) -> int:  # noqa: ANN001
        if self._at >= self._size:
            return 0
        with faults():
            if self._body is None:
                self._body = self._stored.get(Range=f"bytes={self._at}-")["Body"]
            data = self._body.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
