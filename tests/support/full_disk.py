"""A disk that is full, or can only be read, as the storage meets it."""

import errno
import os
from contextlib import contextmanager

from django.core.files.storage import filesystem


@contextmanager
def full_disk(monkeypatch, *, after=0, fault=errno.ENOSPC):
    """Inside, the storage writes ``after`` files, then of each the first byte and no more."""
    left, fdopen = [after], os.fdopen

    class Full:
        def __init__(self, file):
            self.file, self.close = file, file.close

        def write(self, data):
            self.file.write(data[:1])
            raise OSError(fault, os.strerror(fault))

    def opened(number, mode):
        left[0] -= 1
        file = fdopen(number, mode)
        return Full(file) if left[0] < 0 else file

    with monkeypatch.context() as patch:
        patch.setattr(filesystem.os, "fdopen", opened)
        yield
