"""The process in which a HEIC is read: see ``heic.py``, which starts it and believes it little.

Takes the file on standard input; writes a line of JSON, and behind it the pixels, unless there are
more than it was told.
"""

import json
import resource
import sys
import warnings
from base64 import b64encode
from io import BytesIO

import pi_heif
from PIL import Image

_MEMORY = 1 << 30  # bytes of addresses; a picture of 25 million pixels takes 200 MB
_TIME = 20  # seconds of the processor
_INFO = ("exif", "xmp", "icc_profile")
_LONGEST = 4 << 20  # bytes of each of these


def main(most: int, most_deep: int, enough: int) -> None:
    """Read what comes in, within limits; ``most`` of 0 asks for the metadata alone."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_TIME, _TIME))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    pi_heif.register_heif_opener(
        thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
    )
    image: Image.Image = Image.open(BytesIO(sys.stdin.buffer.read()), formats=("HEIF",))
    head = {"size": image.size, "pictures": getattr(image, "n_frames", 1), "info": _info(image)}
    limit = most_deep if image.info.get("bit_depth", 8) > 8 else most
    if image.width * image.height > limit:
        _write(head | {"limit": limit})
        return
    factor = next(n for n in (1, 2, 4, 8) if image.width * image.height <= n * n * enough)
    image.load()
    if image.mode not in ("L", "LA", "RGB", "RGBA"):
        image = image.convert("RGBA" if image.mode.endswith(("A", "a")) else "RGB")
    reduced = image.reduce(factor) if factor > 1 else image
    head |= {"size": image.size, "reduced": reduced.size, "mode": reduced.mode}
    _write(head, reduced.tobytes())


def _info(image: Image.Image) -> dict[str, str]:
    values = {name: image.info.get(name) or b"" for name in _INFO}
    return {
        name: b64encode(value).decode()
        for name, value in values.items()
        if isinstance(value, bytes) and value and len(value) <= _LONGEST
    }


def _write(head: dict[str, object], pixels: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + pixels)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
