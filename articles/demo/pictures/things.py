"""Scenes of sport and science, portraits and the logo."""

from math import pi, sin

from .canvas import Canvas, Colour, mixed
from .land import person, snow


def stadium(c: Canvas) -> None:
    """A match under floodlights."""
    c.background("#0b1638", "#1c3a6e", "#365f96")
    c.stars(60, 220)
    c.fill([(0, 330), (800, 250), (1600, 330), (1600, 640), (0, 640)], "#3b4a6b", "#202b47")
    for row in range(10):
        y = 330 + row * 29
        for n in range(90):
            colour = c.random.choice(
                ["#e9c46a", "#f4f1ea", "#2a9d8f", "#e76f51", "#5f7cb8", "#24365e"]
            )
            c.disc(n * 18 + (row % 2) * 9, y + abs(n * 18 - 800) * 0.03, 6.5, colour)
    c.fill([(0, 640), (1600, 640), (1600, 1067), (0, 1067)], "#4ea653", "#23703a")
    for n in range(7):
        a, b = 640 + (n / 7) ** 1.5 * 427, 640 + ((n + 0.5) / 7) ** 1.5 * 427
        c.rect((0, a, 1600, b), "#58b35c" if n < 3 else "#3b9149")
    c.line([(0, 668), (1600, 668)], "#f4f9f1", 4)
    c.line([(420, 668), (300, 790), (1300, 790), (1180, 668)], "#f4f9f1", 5)
    c.arc((660, 756, 940, 826), 0, 180, "#f4f9f1", 5)
    c.line([(640, 668), (640, 560), (960, 560), (960, 668)], "#ffffff", 9)
    for n in range(1, 12):
        c.line([(640 + n * 27, 564), (640 + n * 27, 666)], "#b7c6d8", 1)
    for n in range(1, 5):
        c.line([(644, 560 + n * 22), (956, 560 + n * 22)], "#b7c6d8", 1)
    for x, foot, shirt in ((520, 840, "#f2c230"), (770, 800, "#d6403a"), (1000, 880, "#f2c230"),
                           (1210, 820, "#d6403a"), (300, 930, "#f2c230")):  # fmt: skip
        person(c, x, foot, 118, shirt)
    c.disc(880, 880, 14, "#ffffff")
    for x in (140, 1460):
        c.line([(x, 420), (x, 90)], "#1a2440", 12)
        for n in range(8):
            c.disc(x - 42 + n % 4 * 28, 66 + n // 4 * 30, 12, "#fffdf0")
        c.glow(x, 80, 260, "#fffbe0", 0.8)


def pitch(c: Canvas) -> None:
    """Children play football under mountains."""
    c.background("#4b95d6", "#b5daf0", "#f5f1dd")
    c.disc(1290, 190, 66, "#fff6d0")
    far = c.ridge(560, 360, 0.58, "#7b8fb0", "#a9b7c8")
    snow(c, far, 360, "#f6f9fd")
    c.ridge(620, 110, 0.5, "#6d9a62", "#5a8a52")
    c.rect((0, 620, 1600, 1067), "#8fc063", "#4f8b3f")
    c.line([(180, 700), (1420, 700), (1600, 980)], "#f7fbf0", 6)
    c.line([(180, 700), (0, 980)], "#f7fbf0", 6)
    c.line([(640, 700), (640, 588), (960, 588), (960, 700)], "#ffffff", 10)
    for n in range(1, 10):
        c.line([(640 + n * 32, 592), (640 + n * 32, 698)], "#dbe6ee", 1)
    shirts = ["#d64545", "#2f6fb5", "#f0b429", "#ffffff", "#7a4a8a"]
    for n in range(9):
        x, depth = c.random.uniform(180, 1420), n / 9
        person(c, x, 750 + depth * 270, 92 + depth * 100, shirts[n % 5])
    c.disc(830, 930, 22, "#ffffff")
    c.disc(830, 930, 7, "#26303a")


def chess(c: Canvas) -> None:
    """A chessboard in the middle of a game."""
    c.background("#3a2a1d", "#6d4a2d", "#2a1b10")
    c.glow(1050, 260, 620, "#ffd9a0", 0.55)

    def corner(column: float, row: float) -> tuple[float, float]:
        depth = (row / 8) ** 1.35
        half = 380 + depth * 620
        return 800 + (column / 4 - 1) * half, 560 + depth * 500

    for row in range(8):
        for column in range(8):
            square = [
                corner(column, row),
                corner(column + 1, row),
                corner(column + 1, row + 1),
                corner(column, row + 1),
            ]
            c.fill(square, ("#efd9b4", "#7b4b2a")[(row + column) % 2])
    for column, row, tall, light, crown in (
        (6.5, 1.4, 210, 0, 0), (1.6, 1.5, 190, 0, 0), (5.4, 2.4, 330, 0, 2), (2.5, 2.6, 220, 1, 0),
        (3.5, 3.6, 390, 1, 1), (6.4, 4.4, 250, 1, 0), (1.5, 4.7, 270, 0, 0),
    ):  # fmt: skip
        _piece(c, *corner(column, row), tall, ("#2a1c14", "#f6ead3")[light], crown)


def _piece(c: Canvas, x: float, foot: float, tall: float, colour: str, crown: int) -> None:
    wide = tall * (0.24 if crown else 0.3)
    dark, lit = mixed(colour, "#000000", 0.35), mixed(colour, "#ffffff", 0.18)
    c.ellipse(x, foot, wide * 1.15, wide * 0.36, dark)
    c.fill(
        [
            (x - wide, foot),
            (x + wide, foot),
            (x + wide * 0.36, foot - tall * 0.62),
            (x - wide * 0.36, foot - tall * 0.62),
        ],
        lit,
        dark,
    )
    c.ellipse(x, foot - tall * 0.1, wide * 1.02, wide * 0.3, colour)
    c.ellipse(x, foot - tall * 0.62, wide * 0.66, wide * 0.2, lit)
    if not crown:
        c.disc(x, foot - tall * 0.78, wide * 0.62, colour)
        c.disc(x - wide * 0.18, foot - tall * 0.84, wide * 0.2, lit)
        return
    top = foot - tall * 0.86
    c.fill(
        [
            (x - wide * 0.36, foot - tall * 0.62),
            (x + wide * 0.36, foot - tall * 0.62),
            (x + wide * 0.7, top),
            (x - wide * 0.7, top),
        ],
        colour,
    )
    if crown == 1:
        c.rect((x - 7, top - tall * 0.15, x + 7, top), lit)
        c.rect((x - 24, top - tall * 0.11, x + 24, top - tall * 0.11 + 13), lit)
    else:
        for n in range(-2, 3):
            c.disc(x + n * wide * 0.32, top, wide * 0.17, lit)


def lab(c: Canvas) -> None:
    """Test tubes and flasks."""
    c.background("#d8ecef", "#a9cfd6", "#7fb0bb")
    c.glow(1180, 240, 520, "#ffffff", 0.8)
    c.rect((0, 800, 1600, 1067), "#f7fafb", "#c9d8dd")
    for n in range(7):
        x = 150 + n * 82
        liquid = ("#e4572e", "#f3a712", "#3aa17e", "#2f7fc1", "#8a4fb0", "#d8436f", "#4cb5ae")[n]
        c.rect((x, 470, x + 46, 790), "#f4fbfd", radius=23)
        level = c.random.uniform(540, 690)
        c.rect((x + 5, level, x + 41, 785), liquid, radius=18)
        c.rect((x + 10, 480, x + 16, 770), mixed(liquid, "#ffffff", 0.7))
    c.rect((110, 620, 760, 650), "#b98350", "#9a6a3c")
    c.rect((110, 776, 760, 806), "#b98350", "#9a6a3c")
    for x, size, liquid in ((960, 1.0, "#2f9fb5"), (1300, 1.25, "#e08b2d")):
        _flask(c, x, 806, size, liquid)


def _flask(c: Canvas, x: float, foot: float, size: float, liquid: Colour) -> None:
    neck, wide, top, shoulder = 34 * size, 150 * size, foot - 360 * size, foot - 240 * size
    right = [(neck, top), (neck, shoulder), (wide, foot)]
    glass = [(x + dx, y) for dx, y in right] + [(x - dx, y) for dx, y in reversed(right)]
    c.fill(glass, "#f2fafb", "#dbeef2")
    high, low = foot - 96 * size, foot - 8
    inside = [(-0.6, high), (0.6, high), (0.95, low), (-0.95, low)]
    c.fill([(x + wide * dx, y) for dx, y in inside], mixed(liquid, "#ffffff", 0.2), liquid)
    c.rect((x - neck - 8, top - 12, x + neck + 8, top + 8), "#ffffff", radius=6)
    for _ in range(9):
        dx, dy = c.random.uniform(-70, 70) * size, c.random.uniform(20, 84) * size
        c.disc(x + dx, foot - dy, c.random.uniform(4, 11), mixed(liquid, "#ffffff", 0.55))


def voice(c: Canvas) -> None:
    """Waves of sound on a screen."""
    c.background("#0b0f2b", "#141b4a", "#0b1030")
    c.glow(800, 530, 760, "#3a4fb8", 0.7)
    waves = (
        ("#35d0ba", 210, 1.0, 0.0),
        ("#7a8cff", 160, 1.5, 1.1),
        ("#ff6f91", 120, 2.1, 2.3),
        ("#ffc75f", 80, 2.9, 0.4),
    )
    for colour, height, speed, phase in waves:
        for echo in (3, 2, 1, 0):
            points = []
            for x in range(0, 1601, 8):
                swell = sin(pi * x / 1600) ** 2
                y = 533 + sin(x / 1600 * 2 * pi * speed * 2 + phase + echo * 0.16) * height * swell
                points.append((x, y))
            c.line(points, mixed(colour, "#0f1540", echo * 0.27), 7 - echo)
    for n in range(64):
        tall = 12 + abs(sin(n * 0.53) * sin(n * 0.19)) * 120
        c.rect((42 + n * 24, 950 - tall / 2, 54 + n * 24, 950 + tall / 2), "#4b5fd0", radius=6)


_PEOPLE = {
    "nurzhan": ("#8fb3d9", "#d9a57c", "#23201f", "#26385c", "short"),
    "gulmira": ("#e3b7a0", "#e0b08a", "#3a2318", "#7c2f4a", "bun"),
    "bauyrzhan": ("#b9c6a0", "#c98f63", "#1d1a18", "#4c5a3a", "cap"),
    "aidana": ("#f0cf9a", "#e3b48c", "#1f1512", "#2f6f74", "long"),
    "zhansaia": ("#c9b3dc", "#dfae88", "#4a2a1c", "#5b3b82", "bob"),
    "erasyl": ("#9fd0c0", "#d39c70", "#191615", "#c0392b", "short"),
    "dina": ("#b7d0ec", "#e2b592", "#2a1b16", "#f2f2f2", "long"),
    "timur": ("#d8c6b0", "#d8a77f", "#5a4636", "#39424e", "beard"),
}


def portrait(c: Canvas) -> None:
    """A head and shoulders in flat colours; the seed's last word names the person."""
    back, skin, hair, coat, style = _PEOPLE[c.seed.split("-")[-1]]
    c.background(mixed(back, "#ffffff", 0.35), back, mixed(back, "#000000", 0.15))
    c.glow(620, 360, 620, "#ffffff", 0.5)
    if style in ("long", "bob"):
        low = 830 if style == "long" else 640
        c.rect((590, 210, 1010, low), hair, radius=200)
    c.rect((440, 800, 1160, 1500), coat, radius=210)
    c.fill(
        [(720, 700), (880, 700), (910, 840), (800, 930), (690, 840)], mixed(skin, "#000000", 0.16)
    )
    c.fill([(690, 815), (800, 960), (730, 1010), (630, 830)], mixed(coat, "#ffffff", 0.25))
    c.fill([(910, 815), (800, 960), (870, 1010), (970, 830)], mixed(coat, "#ffffff", 0.25))
    c.ellipse(800, 500, 172, 222, skin)
    for side in (-1, 1):
        c.ellipse(800 + side * 172, 510, 26, 46, mixed(skin, "#000000", 0.08))
    _hair(c, hair, style)
    for side in (-1, 1):
        c.ellipse(800 + side * 70, 496, 17, 11, "#2a1d18")
        c.line([(800 + side * 42, 458), (800 + side * 72, 448), (800 + side * 104, 460)], hair, 9)
    c.line([(800, 510), (786, 570), (806, 574)], mixed(skin, "#000000", 0.22), 6)
    c.arc((740, 578, 860, 652), 25, 155, "#a8504a", 9)
    if style == "beard":
        c.arc((640, 420, 960, 724), 20, 160, hair, 44)


def _hair(c: Canvas, hair: str, style: str) -> None:
    top = [edge * 2 for edge in (618, 250, 982, 660)]
    c.draw.pieslice(top, 190, 350, fill=tuple(bytes.fromhex(hair[1:])))
    if style == "cap":
        c.draw.pieslice([edge * 2 for edge in (606, 236, 994, 600)], 180, 360, fill=(58, 78, 62))
        c.rect((600, 408, 1040, 440), "#2c3c30", radius=14)
    elif style == "bun":
        c.disc(800, 222, 76, hair)
    elif style in ("long", "bob"):
        low = 760 if style == "long" else 600
        c.fill([(628, 400), (700, 330), (664, 520), (650, low), (604, low)], hair)
        c.fill([(972, 400), (820, 300), (940, 520), (950, low), (996, low)], hair)


def logo(c: Canvas) -> None:
    """A sun over the steppe: the sign of the demo newsroom."""
    c.background("#0f4c75")
    c.disc(c.width / 2, c.height * 0.56, c.width * 0.24, "#ffc93c")
    c.fill(
        [
            (0, c.height * 0.62),
            (c.width * 0.4, c.height * 0.55),
            (c.width, c.height * 0.66),
            (c.width, c.height),
            (0, c.height),
        ],
        "#3282b8",
    )
    c.fill(
        [
            (0, c.height * 0.78),
            (c.width * 0.6, c.height * 0.68),
            (c.width, c.height * 0.74),
            (c.width, c.height),
            (0, c.height),
        ],
        "#bbe1fa",
    )
