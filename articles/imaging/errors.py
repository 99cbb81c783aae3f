"""What is wrong with a picture, and what Pillow may raise over one."""

import struct
import zlib
from threading import Lock
from typing import Final

from PIL import ImageCms

# What Pillow raises for damaged files, as found with thousands of them. Its readers trust what a
# file says of itself: a length leads out of a buffer (struct.error, IndexError), an offset to
# nowhere (EOFError), a type to a missing method (AttributeError, TypeError, KeyError), a division
# by a size of nothing (ZeroDivisionError); the libraries below report in RuntimeError, zlib.error
# and MemoryError.
FAILURES: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    EOFError,
    MemoryError,
    BufferError,
    RuntimeError,
    struct.error,
    zlib.error,
    ImageCms.PyCMSError,
)

# Pictures are worked on outside of Python's lock: several at once would leave readers no processor.
one_at_a_time = Lock()


class BadPicture(ValueError):
    """The file is not a picture that can be used.

    ``reason`` is ``format`` (none of ours, or damaged), ``raw`` (of a camera, not developed),
    ``size`` (too many pixels), ``small`` or ``shape`` (too long); ``limit`` the number that it
    breaks, or 0.
    """

    def __init__(self, reason: str, limit: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.limit = reason, limit
