"""JSON packed: compressed with a dictionary of Kazakh prose that is known to who reads it.

A text of some kilobytes has too few words of its own to be made small by. The dictionary has those
that it will have, and the words of JSON and HTML around them. Packed data is a zlib stream, which
names its dictionary by a checksum (RFC 1950), so the file ``dictionary.txt`` never changes: another
one would be a second file.
"""

import json
import zlib
from functools import cache
from pathlib import Path

DICTIONARY = Path(__file__).with_name("dictionary.txt")
_LEVEL = 6  # 9 takes twice as long for a fiftieth less


def pack(value: dict) -> bytes:
    """``value`` in a third of the room of its JSON, if it holds Kazakh text."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    stream = zlib.compressobj(_LEVEL, zdict=_dictionary())
    return stream.compress(text.encode()) + stream.flush()


def unpack(data: bytes) -> dict:
    """What was packed. Raises ``zlib.error`` where ``data`` was touched."""
    stream = zlib.decompressobj(zdict=_dictionary())
    return json.loads(stream.decompress(data) + stream.flush())


@cache
def _dictionary() -> bytes:
    return DICTIONARY.read_bytes()
