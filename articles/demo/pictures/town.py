"""Scenes of towns: skylines, night streets, houses."""

from math import cos, pi, sin

from .canvas import Canvas, Colour
from .land import person, snow


def almaty(c: Canvas) -> None:
    """A town under snowy peaks."""
    c.background("#3f6fb5", "#a8c3e6", "#f8d9c2")
    c.glow(260, 420, 420, "#fff0d8", 0.8)
    far = c.ridge(640, 470, 0.6, "#7f93bd", "#a9b5d0")
    snow(c, far, 400, "#f7f9ff")
    near = c.ridge(720, 290, 0.55, "#4d6496", "#7387ad")
    snow(c, near, 480, "#dfe7f5")
    c.veil((0, 560, 1600, 860), "#ffe8d6", 0, 0.55)
    c.ridge(800, 60, 0.5, "#3f6b57", "#2c4f41")
    houses(c, 1067, (120, 300), "#33456d", "#f7c98b")
    c.line([(1320, 640), (1320, 300)], "#8f3b3b", 7)
    c.fill([(1300, 640), (1340, 640), (1326, 420), (1314, 420)], "#c9ced9", "#8a93a8")
    c.rect((1296, 500, 1344, 526), "#b6474a", radius=6)


def smog(c: Canvas) -> None:
    """A town in haze, with chimneys."""
    c.background("#8a90a3", "#c6b3b1", "#d9bda9")
    far = c.ridge(460, 330, 0.6, "#7e86a0", "#9b98a8")
    snow(c, far, 260, "#dfe1ea")
    c.veil((0, 250, 1600, 700), "#cdb3a6", 0, 0.95)
    for base, colour in ((760, "#a3949a"), (880, "#85798a"), (1000, "#665f78")):
        houses(c, base, (90, 320), colour, "")
        c.veil((0, base - 260, 1600, base + 20), "#cdb3a6", 0.05, 0.5)
        c.rect((0, base, 1600, base + 130), mixed_down(colour), colour)
    for x, top in ((420, 560), (1240, 620)):
        c.fill([(x - 17, 1000), (x + 17, 1000), (x + 11, top), (x - 11, top)], "#56506a")
        for n in range(9):
            drift = n * 34 + c.random.uniform(-8, 8)
            c.glow(x + drift, top - n * 24, 60 + n * 18, "#efe4de", 0.5 - n * 0.045)


def mixed_down(colour: str) -> Colour:
    """The haze that lies before a row of houses of ``colour``."""
    return tuple(
        (a + b) // 2 for a, b in zip(bytes.fromhex(colour[1:]), (205, 179, 166), strict=True)
    )


def houses(c: Canvas, base: float, heights: tuple[int, int], wall: Colour, light: Colour) -> None:
    """A row of blocks from edge to edge; with ``light``, some windows are lit."""
    x = -20.0
    while x < c.width:
        wide, tall = c.random.randint(60, 150), c.random.randint(*heights)
        c.rect((x, base - tall, x + wide, base), wall)
        if light:
            for wx in range(12, wide - 16, 24):
                for wy in range(16, tall - 20, 30):
                    if c.random.random() < 0.42:
                        c.rect(
                            (x + wx, base - tall + wy, x + wx + 10, base - tall + wy + 15), light
                        )
        x += wide + c.random.choice([4, 10, 26])


def astana(c: Canvas) -> None:
    """Towers and their reflection in a river."""
    c.background("#151a44", "#5b3f7c", "#d8798a", "#ffc79a")
    c.stars(70, 300)
    c.glow(800, 690, 700, "#ffd7a4", 0.6)
    towers = []
    x = 20
    while x < 1580:
        wide = c.random.randint(52, 118)
        towers.append((x, wide, c.random.randint(130, 360)))
        x += wide + c.random.randint(6, 34)
    for x, wide, tall in towers:
        c.rect((x, 700 - tall, x + wide, 700), "#3a3566", "#241f48")
        for wx in range(10, wide - 12, 18):
            for wy in range(14, tall - 10, 24):
                if c.random.random() < 0.35:
                    c.rect((x + wx, 700 - tall + wy, x + wx + 8, 700 - tall + wy + 11), "#ffdf9e")
    c.fill([(760, 700), (840, 700), (816, 330), (784, 330)], "#efeaf6", "#8d84b5")
    c.disc(800, 262, 62, "#ffd166")
    c.glow(800, 262, 170, "#ffe9a8", 0.7)
    for turn in (-1, 1):
        c.line([(800 + turn * 14, 360), (800 + turn * 60, 250)], "#efeaf6", 8)
    upper = c.image.crop((0, 0, c.image.width, 700 * 2)).transpose(1)
    c.image.paste(upper.crop((0, 0, c.image.width, 367 * 2)), (0, 700 * 2))
    c.veil((0, 700, 1600, 1067), "#1b1c48", 0.25, 0.82)
    for _ in range(46):
        x, y = c.random.uniform(0, 1500), c.random.uniform(712, 1060)
        c.line([(x, y), (x + c.random.uniform(40, 190), y)], "#6a4f86", 2)


def night(c: Canvas) -> None:
    """A dark street with an ambulance."""
    c.background("#070b1f", "#121a3d", "#26305c")
    c.stars(110, 420)
    c.disc(1290, 170, 54, "#f3ecd2")
    c.disc(1312, 156, 50, "#0b1029")
    houses(c, 800, (200, 560), "#1a2248", "#ffd37a")
    houses(c, 860, (80, 260), "#10173a", "#ffc35c")
    c.rect((0, 860, 1600, 1067), "#1b2140", "#0a0d20")
    for n in range(7):
        c.rect((n * 260 - 40, 958, n * 260 + 90, 968), "#8f93a8")
    c.glow(1120, 900, 320, "#fff1bf", 0.75)
    c.rect((560, 770, 1010, 930), "#f4f6fa", radius=26)
    c.fill([(1000, 800), (1070, 812), (1110, 872), (1110, 930), (1000, 930)], "#f4f6fa")
    c.fill([(1006, 812), (1056, 820), (1084, 868), (1006, 868)], "#27406b")
    c.rect((560, 862, 1110, 886), "#d53a3f")
    c.rect((752, 792, 778, 852), "#d53a3f")
    c.rect((735, 809, 795, 835), "#d53a3f")
    c.rect((900, 748, 976, 772), "#4aa3ff", radius=8)
    c.glow(938, 756, 190, "#5aa9ff", 0.85)
    for x in (676, 1000):
        c.disc(x, 932, 42, "#0a0d18")
        c.disc(x, 932, 19, "#8a90a4")


def clinic(c: Canvas) -> None:
    """A village clinic between trees."""
    c.background("#5fa4dc", "#bfe0f3", "#f4f3e2")
    for x, y in ((260, 180), (1130, 140), (760, 250)):
        for dx, r in ((-70, 44), (0, 66), (78, 48)):
            c.ellipse(x + dx, y + r * 0.2, r * 1.3, r * 0.8, "#ffffff")
    c.ridge(640, 130, 0.5, "#86a6a0", "#a7bda5")
    c.rect((0, 640, 1600, 1067), "#9dbb6c", "#6a8f4a")
    c.fill([(330, 430), (800, 290), (1270, 430)], "#c4574c", "#a2423b")
    c.rect((380, 430, 1220, 800), "#fdfcf8", "#e3e1d8")
    for x in (440, 580, 930, 1070):
        c.rect((x, 510, x + 96, 630), "#7fb6d8", "#b8dcee")
        c.rect((x + 45, 510, x + 51, 630), "#ffffff")
    c.rect((728, 560, 872, 800), "#6f8ba3", "#4f6a83")
    c.disc(800, 378, 44, "#ffffff")
    c.rect((790, 350, 810, 406), "#d23b3b")
    c.rect((772, 368, 828, 388), "#d23b3b")
    c.fill([(728, 800), (872, 800), (1010, 1067), (560, 1067)], "#d9cfb6", "#bfae8b")
    for x, foot in ((280, 830), (1350, 850), (1480, 810)):
        c.rect((x - 9, foot - 110, x + 9, foot), "#6b4c33")
        for dx, dy, r in ((0, -190, 74), (-46, -140, 56), (48, -144, 58)):
            c.disc(x + dx, foot + dy, r, c.random.choice(["#4c8a4a", "#3f7a44", "#5b9a52"]))
    person(c, 960, 862, 118, "#3d5f86")
    person(c, 1024, 858, 96, "#a6485a")


def lanterns(c: Canvas) -> None:
    """A narrow street with paper lanterns."""
    c.background("#141238", "#3a1f55", "#7a3560")
    c.stars(40, 240)
    c.glow(800, 700, 620, "#ff9e6d", 0.6)
    for n in range(5):
        for side in (-1, 1):
            _house(c, n / 4, side, ("#241a44", "#2d1f4f")[n % 2])
    c.fill([(690, 740), (910, 740), (1430, 1067), (170, 1067)], "#6b4364", "#2b1b3d")
    for row in range(4):
        near = row / 3
        y = 330 - near * 130
        for n in range(-2, 3):
            x, r = 800 + n * (66 + near * 190), 13 + near * 40
            sag = (4 - n * n) * (6 + near * 12)
            c.glow(x, y + sag, r * 3.2, "#ff8a5c", 0.7)
            c.ellipse(x, y + sag, r * 0.82, r, "#ff6f4d")
            c.ellipse(x, y + sag, r * 0.4, r * 0.95, "#ffb07a")
    for x in (740, 850, 905):
        person(c, x, 850, 110, "#140d2a")


def _house(c: Canvas, near: float, side: int, wall: Colour) -> None:
    """A house of the street, left (-1) or right (1); ``near`` is 0 far away and 1 in front."""
    inner, top, low = 110 + near * 520, 420 - near * 300, 740 + near * 330

    def shape(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(800 + side * (inner + x), y) for x, y in points]

    c.fill(shape((190, top), (0, top), (0, low), (190, low)), wall)
    roof = shape((220, top), (-26, top + 14), (40, top - 54), (160, top - 70))
    c.fill(roof, "#120d2b")
    sill = top + 220 + near * 60
    window = shape((40, top + 110), (120, top + 110), (120, sill), (40, sill))
    c.fill(window, "#ffd28a", "#f09a4e")


def observatory(c: Canvas) -> None:
    """A dome under the Milky Way."""
    c.background("#040818", "#0d1a44", "#2a3f78", "#5d6ea0")
    for n in range(150):
        share = n / 150
        x, y = 250 + share * 1150, 60 + share * 520 + sin(share * 5) * 40
        c.glow(x, y, c.random.uniform(50, 120), "#a9b6ee", 0.07)
    c.stars(700, 760)
    c.ridge(800, 260, 0.55, "#1d2b56", "#111b3b")
    c.ridge(930, 120, 0.5, "#0c142e", "#060b1c")
    c.fill([(880, 900), (1240, 900), (1210, 640), (910, 640)], "#cfd6e8", "#7d88a8")
    box = (870, 440, 1250, 820)
    c.draw.pieslice([edge * 2 for edge in box], 180, 360, fill=(226, 232, 244))
    slit = [(1060 + cos(a) * r, 630 + sin(a) * r) for r, a in
            ((192, -1.15), (192, -0.8), (30, -0.8), (30, -1.15))]  # fmt: skip
    c.fill(slit, "#0c1534")
    c.line([(1072, 612), (1160, 476)], "#93a0c2", 17)
    c.rect((862, 622, 1258, 650), "#aeb9d2")
    for n in range(5):
        turn = pi * (n + 1) / 6
        c.line(
            [(1060 - cos(turn) * 188, 630 - sin(turn) * 188), (1060 - cos(turn) * 60, 630)],
            "#c3ccdf",
            2,
        )
    c.rect((1030, 780, 1090, 900), "#2b3658")
    c.glow(1060, 800, 90, "#ffd78a", 0.6)
