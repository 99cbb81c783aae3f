"""A canvas of 1600 × 1067 points: gradients, ridges and lights on top of Pillow's shapes.

Everything is drawn twice as large and reduced at the end, so that edges come out smooth.
"""

from io import BytesIO
from itertools import pairwise
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 1067
_SCALE = 2

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Colour = str | tuple[int, int, int]


def rgb(colour: Colour) -> tuple[int, int, int]:
    """``"#rrggbb"`` as three numbers."""
    if isinstance(colour, str):
        return tuple(bytes.fromhex(colour.lstrip("#")))
    return colour


def mixed(first: Colour, second: Colour, share: float) -> tuple[int, int, int]:
    """``first`` with ``share`` (0 to 1) of ``second`` in it."""
    return tuple(round(a + (b - a) * share) for a, b in zip(rgb(first), rgb(second), strict=True))


class Canvas:
    """What a scene draws on; ``random`` is seeded, so that a scene looks the same every time."""

    def __init__(self, seed: str, width: int = WIDTH, height: int = HEIGHT):
        self.seed = seed
        self.random = Random(seed)  # noqa: S311 - pictures, not passwords
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * _SCALE, height * _SCALE))
        self.draw = ImageDraw.Draw(self.image)

    def background(self, *colours: Colour) -> None:
        """Fill all with ``colours``, running into each other from top to bottom."""
        self.image.paste(self._gradient(colours, self.image.size))

    def fill(self, points: list[Point], *colours: Colour) -> None:
        """A polygon; several colours run from its top to its bottom."""
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        if len(colours) == 1:
            self.draw.polygon(scaled, fill=rgb(colours[0]))
            return
        xs, ys = zip(*scaled, strict=True)
        left, top = int(max(0, min(xs))), int(max(0, min(ys)))
        right, bottom = int(min(self.image.width, max(xs))), int(min(self.image.height, max(ys)))
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in scaled], fill=255)
        self.image.paste(self._gradient(colours, mask.size), (left, top), mask)

    def rect(self, box: Box, *colours: Colour, radius: float = 0) -> None:
        """A rectangle, or with ``radius`` a rounded one in one colour."""
        left, top, right, bottom = box
        if radius:
            scaled = [edge * _SCALE for edge in box]
            self.draw.rounded_rectangle(scaled, radius * _SCALE, fill=rgb(colours[0]))
        else:
            self.fill([(left, top), (right, top), (right, bottom), (left, bottom)], *colours)

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        box = [(x - rx) * _SCALE, (y - ry) * _SCALE, (x + rx) * _SCALE, (y + ry) * _SCALE]
        self.draw.ellipse(box, fill=rgb(colour))

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        self.ellipse(x, y, radius, radius, colour)

    def line(self, points: list[Point], colour: Colour, width: float = 2) -> None:
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self.draw.line(scaled, fill=rgb(colour), width=round(width * _SCALE), joint="curve")

    def arc(self, box: Box, start: float, end: float, colour: Colour, width: float = 2) -> None:
        scaled = [edge * _SCALE for edge in box]
        self.draw.arc(scaled, start, end, fill=rgb(colour), width=round(width * _SCALE))

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 1) -> None:
        """A light that fades out at ``radius``."""
        size = round(2 * radius * _SCALE)
        mask = Image.radial_gradient("L").resize((size, size), Image.BILINEAR)
        mask = mask.point(lambda value: round(max(0, 1 - value / 181) ** 2 * 255 * strength))
        corner = (round((x - radius) * _SCALE), round((y - radius) * _SCALE))
        self.image.paste(rgb(colour), corner, mask)

    def veil(self, box: Box, colour: Colour, top: float, bottom: float) -> None:
        """A haze over ``box``, from strength ``top`` to strength ``bottom`` (0 to 1)."""
        left, upper, right, lower = (round(edge * _SCALE) for edge in box)
        mask = self._gradient([(round(255 * s),) * 3 for s in (top, bottom)], (1, lower - upper))
        mask = mask.convert("L").resize((right - left, lower - upper))
        self.image.paste(rgb(colour), (left, upper), mask)

    def skyline(self, base: float, height: float, roughness: float, steps: int = 7) -> list[Point]:
        """A broken line from left to right, at most about ``height`` above ``base``."""
        ys = [base - height * self.random.uniform(0.2, 0.6) for _ in range(3)]
        spread = height / 2
        for _ in range(steps):
            middles = [(a + b) / 2 + self.random.uniform(-spread, spread) for a, b in pairwise(ys)]
            ys = [y for pair in zip(ys, [*middles, ys[-1]], strict=True) for y in pair][:-1]
            spread *= roughness
        step = self.width / (len(ys) - 1)
        return [(n * step, min(y, base)) for n, y in enumerate(ys)]

    def ridge(self, base: float, height: float, roughness: float, *colours: Colour) -> list[Point]:
        """Land below a :meth:`skyline`, down to the bottom edge; gives the line."""
        line = self.skyline(base, height, roughness)
        self.fill([*line, (self.width, self.height), (0, self.height)], *colours)
        return line

    def stars(self, count: int, lowest: float) -> None:
        for _ in range(count):
            x, y = self.random.uniform(0, self.width), self.random.uniform(0, lowest)
            self.disc(x, y, self.random.choice([1, 1, 1.4, 2.2]), mixed("#8fa3d8", "#ffffff", 0.6))

    def jpeg(self, shrink: int = 1) -> bytes:
        """The picture as an encoded file, ``shrink`` times smaller than it was drawn."""
        out = BytesIO()
        self.image.reduce(_SCALE * shrink).save(out, "JPEG", quality=88)
        return out.getvalue()

    def png(self) -> bytes:
        """The picture as a lossless file: for logos."""
        out = BytesIO()
        self.image.reduce(_SCALE).save(out, "PNG", optimize=True)
        return out.getvalue()

    @staticmethod
    def _gradient(colours: tuple[Colour, ...] | list[Colour], size: tuple[int, int]) -> Image.Image:
        height = size[1]
        if len(colours) == 1:
            return Image.new("RGB", size, rgb(colours[0]))
        steps = min(height, 48 * (len(colours) - 1))
        column = Image.new("RGB", (1, steps))
        last = len(colours) - 1
        for y in range(steps):
            place = y / max(1, steps - 1) * last
            n = min(int(place), last - 1)
            column.putpixel((0, y), mixed(colours[n], colours[n + 1], place - n))
        return column.resize((1, height), Image.BILINEAR).resize(size, Image.NEAREST)
