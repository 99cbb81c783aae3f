"""What a picture looks like, in 64 bits that stay nearly the same when it is stored in another way.

The difference hash: whether each point of a picture of nine by eight points is lighter than the one
to its right. Neal Krawetz, «Kind of Like That», 2013.
https://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html
"""

from typing import Final

from PIL import Image

_COLUMNS, _ROWS = 8, 8
_FEWEST: Final = 8  # bits of either kind; a wall or a sky looks like all others


def dhash(image: Image.Image) -> int:
    """The hash of ``image``, upright and in RGB; 0 where there is too little to be seen in it."""
    size = (_COLUMNS + 1, _ROWS)
    points = image.resize(size, Image.Resampling.BOX, reducing_gap=2.0).convert("L").tobytes()
    bits = 0
    for row in range(_ROWS):
        for at in range(row * size[0], row * size[0] + _COLUMNS):
            bits = bits << 1 | (points[at] > points[at + 1])
    is_telling = _FEWEST <= bits.bit_count() <= _COLUMNS * _ROWS - _FEWEST
    return bits if is_telling else 0
