"""The documents and recordings of the demo newsroom, made here as its pictures are."""

import math
import struct
import wave
from array import array
from io import BytesIO
from itertools import accumulate
from random import Random

from PIL import Image

_RATE = 8_000  # samples of a second
_SECONDS = 8
_PASSING = 4.5  # when the train is nearest
_HORNS = ((2.2, 3.2), (3.5, 4.9))  # from when to when, in seconds
_CHORD = (311, 370, 415)  # what a horn of a locomotive sounds like, in hertz
_PAGE = (1240, 1754)  # pixels of an A4 page at 150 to the inch


def poster(picture: BytesIO) -> bytes:
    """A page of A4 with the picture on it, as PDF."""
    page = Image.new("RGB", _PAGE, "#f7f1e5")
    with Image.open(picture) as image:
        width = _PAGE[0] - 160
        fitted = image.resize((width, width * image.height // image.width))
    page.paste(fitted, (80, (_PAGE[1] - fitted.height) // 2))
    out = BytesIO()
    page.save(out, "PDF", resolution=150)
    return out.getvalue()


def train() -> bytes:
    """A train that comes, sounds its horn twice and goes, as WAV."""
    random = Random(3)  # noqa: S311
    steps = (random.uniform(-1, 1) for _ in range(_RATE * _SECONDS))
    rumble = accumulate(steps, lambda low, step: 0.92 * low + 0.3 * step)
    samples = (
        int(9_000 * (noise * _nearness(number / _RATE) + _horn(number / _RATE)))
        for number, noise in enumerate(rumble)
    )
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, _RATE, 0, "NONE", ""))
        file.writeframes(_little_endian(array("h", samples)))
    return out.getvalue()


def _little_endian(samples: array) -> bytes:
    return struct.pack(f"<{len(samples)}h", *samples)


def _nearness(second: float) -> float:
    return 1 / (1 + (second - _PASSING) ** 2)


def _horn(second: float) -> float:
    for start, end in _HORNS:
        if start < second < end:
            swell = min(1, 12 * (second - start), 12 * (end - second))
            tones = (math.sin(math.tau * hertz * second) for hertz in _CHORD)
            return swell * _nearness(second) * sum(tones) / 2
    return 0
