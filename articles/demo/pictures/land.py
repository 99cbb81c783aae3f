"""Scenes under the open sky: steppe, mountains, water, rails."""

from math import cos, pi, sin

from .canvas import Canvas


def steppe(c: Canvas) -> None:
    """The sun comes up behind low hills and dry grass."""
    c.background("#27406b", "#c98a6b", "#ffd79a", "#ffe9c2")
    c.glow(1120, 520, 520, "#fff1c9", 0.95)
    c.disc(1120, 520, 62, "#fff8e4")
    c.ridge(600, 90, 0.5, "#b98a63", "#d8ab74")
    c.ridge(690, 70, 0.45, "#a7743f", "#c79649")
    c.ridge(800, 60, 0.4, "#8a5f2e", "#5d4020")
    for _ in range(150):
        x, y = c.random.uniform(0, 1600), c.random.uniform(860, 1067)
        lean, tall = c.random.uniform(-14, 26), c.random.uniform(26, 80)
        c.line([(x, y), (x + lean, y - tall)], c.random.choice(["#e0b765", "#c4913f"]), 2)


def express(c: Canvas) -> None:
    """A high-speed train on its way into the evening."""
    c.background("#1d3a6e", "#5a6ea6", "#f0a884", "#ffd9a0")
    c.glow(380, 560, 460, "#ffe9bd", 0.9)
    c.ridge(600, 130, 0.5, "#6f6a94", "#9a8297")
    c.ridge(650, 60, 0.45, "#a5794f", "#c79455")
    c.rect((0, 690, 1600, 1067), "#b98245", "#6b4a27")
    c.fill([(0, 856), (1600, 790), (1600, 836), (0, 916)], "#54453a")
    c.line([(0, 862), (1600, 796)], "#d8d2c8", 5)
    body = [(1600, 520), (560, 596), (330, 690), (236, 786), (250, 830), (330, 846), (1600, 790)]
    c.fill(body, "#ffffff", "#d7e1ee")
    c.fill([(1600, 700), (300, 778), (250, 830), (330, 846), (1600, 790)], "#1664b8", "#0d4789")
    c.fill([(560, 612), (350, 700), (300, 744), (470, 738), (640, 640)], "#14243c", "#33557d")
    for n in range(9):
        left = 700 + n * 100
        top, low = 612 - (left - 700) * 0.062, 682 - (left - 700) * 0.062
        c.fill([(left, top), (left + 74, top - 5), (left + 74, low - 4), (left, low)], "#20385c")
    c.glow(290, 786, 90, "#fff6cf", 0.9)
    for n in range(14):
        y = 900 + n * 12
        x = c.random.uniform(-100, 900)
        c.line([(x, y), (x + c.random.uniform(200, 600), y - 18)], "#d9a35d", 2)


def station(c: Canvas) -> None:
    """A lit station hall at night."""
    c.background("#0a1230", "#16244f", "#2b3a6b")
    c.stars(220, 560)
    c.ridge(640, 70, 0.45, "#10193a")
    c.rect((0, 640, 1600, 1067), "#1f2c55", "#0d1533")
    c.glow(800, 620, 640, "#ffcf7d", 0.55)
    roof = [(300, 470), (520, 392), (1080, 392), (1300, 470)]
    c.fill(roof, "#eef1f6", "#b9c3d6")
    c.rect((340, 470, 1260, 720), "#f3d9a6", "#d79f58")
    for n in range(11):
        c.rect((364 + n * 82, 500, 426 + n * 82, 700), "#fff6da", "#ffdf9a")
        c.rect((393 + n * 82, 500, 397 + n * 82, 700), "#b07c40")
    c.disc(800, 432, 26, "#fdf6e3")
    c.line([(800, 432), (800, 414)], "#22305c", 4)
    c.line([(800, 432), (813, 438)], "#22305c", 4)
    c.rect((0, 720, 1600, 764), "#55608a", "#39446f")
    for x in (130, 1470):
        c.rect((x - 4, 420, x + 4, 724), "#0b1230")
        c.glow(x, 420, 130, "#fff0c0", 0.9)
    for _ in range(13):
        x, tall = c.random.uniform(120, 1480), c.random.uniform(58, 76)
        person(c, x, 770, tall, "#0a1029")
    for y in (830, 900):
        c.line([(0, y + 20), (1600, y)], "#97a5cd", 4)


def person(c: Canvas, x: float, foot: float, tall: float, colour: str) -> None:
    """A standing figure seen from afar."""
    head = tall * 0.13
    c.disc(x, foot - tall + head, head, colour)
    shoulder, waist = foot - tall + 2.2 * head, foot - tall * 0.42
    c.fill(
        [(x - tall * 0.16, shoulder), (x + tall * 0.16, shoulder), (x + tall * 0.13, waist),
         (x + tall * 0.11, foot), (x - tall * 0.11, foot), (x - tall * 0.13, waist)],
        colour,
    )  # fmt: skip


def rails(c: Canvas) -> None:
    """A straight track up to the horizon."""
    c.background("#7fb2e0", "#cfe6f5", "#f6efd9")
    c.ridge(530, 50, 0.4, "#bfae8a", "#d5bf8b")
    c.rect((0, 530, 1600, 1067), "#d6bc7d", "#9b7c45")
    c.fill([(770, 530), (830, 530), (1400, 1067), (200, 1067)], "#8d8478", "#5f574e")
    for n in range(26):
        depth = (n / 26) ** 2.1
        y, half, thick = 534 + depth * 540, 26 + depth * 500, 1.5 + depth * 26
        c.rect((800 - half, y, 800 + half, y + thick), "#4b3a2c")
    for side in (-1, 1):
        foot = 800 + side * 330
        c.fill(
            [(800 + side * 18, 530), (800 + side * 21, 530), (foot + 18, 1067), (foot - 18, 1067)],
            "#f2f4f7",
            "#98a2ae",
        )
    for n in range(8):
        depth = (n / 8) ** 1.7
        x, tall = 860 + depth * 900, 40 + depth * 620
        foot = 532 + depth * 330
        c.rect((x - 2 - depth * 6, foot - tall, x + 2 + depth * 6, foot), "#3d4652")
        c.line([(x - 30 - depth * 190, foot - tall * 0.86), (x, foot - tall * 0.92)], "#3d4652",
               2 + depth * 5)  # fmt: skip


def saiga(c: Canvas) -> None:
    """Antelopes before the sun."""
    c.background("#f7b267", "#f9cf93", "#fdeccb")
    c.glow(640, 500, 460, "#fffbe8", 1)
    c.disc(640, 500, 96, "#fff4d2")
    c.ridge(640, 60, 0.45, "#d98f4e", "#c27b3c")
    c.ridge(760, 40, 0.4, "#9c5d2b", "#5e3618")
    for x, foot, size in ((360, 770, 0.8), (520, 782, 0.95), (760, 776, 1.15), (980, 790, 0.9),
                          (1130, 786, 0.75), (1290, 800, 1.0)):  # fmt: skip
        _antelope(c, x, foot, size)
    for _ in range(170):
        x, y = c.random.uniform(0, 1600), c.random.uniform(800, 1067)
        c.line([(x, y), (x + c.random.uniform(-8, 16), y - c.random.uniform(16, 60))], "#3c220f", 2)


def _antelope(c: Canvas, x: float, foot: float, size: float) -> None:
    def at(*points):
        return [(x + dx * size, foot + dy * size) for dx, dy in points]

    dark = "#2e1a0c"
    c.ellipse(x, foot - 88 * size, 62 * size, 30 * size, dark)
    c.fill(at((44, -104), (74, -140), (96, -136), (70, -84)), dark)
    c.ellipse(x + 92 * size, foot - 140 * size, 24 * size, 15 * size, dark)
    c.fill(at((104, -146), (124, -128), (112, -118), (96, -132)), dark)
    for horn in (0, 9):
        c.line(at((84 + horn, -150), (80 + horn, -172), (88 + horn, -190)), dark, 4 * size)
    for leg in (-48, -32, 36, 50):
        c.line(at((leg, -80), (leg + 4, -40), (leg - 2, 0)), dark, 8 * size)


def river(c: Canvas) -> None:
    """A river winds out of snowy mountains."""
    c.background("#4e86b8", "#a9d0e6", "#e9f2ea")
    far = c.ridge(470, 240, 0.55, "#7f97b3", "#b3c3cd")
    snow(c, far, 330, "#f4f8fb")
    c.ridge(560, 150, 0.5, "#4f7f6b", "#6d9a74")
    c.rect((0, 560, 1600, 1067), "#7fae63", "#3f7a45")
    left, right = [], []
    for n in range(61):
        depth = n / 60
        y = 566 + depth**1.5 * 501
        middle = 860 + sin(depth * 2.4 * pi + 0.6) * (60 + depth * 260) - depth * 120
        half = 9 + depth**1.4 * 210
        left.append((middle - half, y))
        right.append((middle + half, y))
    c.fill([*left, *reversed(right)], "#d8eef5", "#4f97c4", "#2d6ea3")
    for _ in range(60):
        depth = c.random.random()
        x, y = c.random.uniform(0, 1600), 590 + depth * 420
        if any(
            a[0] - 60 < x < b[0] + 60
            for a, b in zip(left, right, strict=True)
            if abs(a[1] - y) < 20
        ):
            continue
        r = 10 + depth * 46
        c.ellipse(x, y, r * 1.2, r, c.random.choice(["#2f6a3d", "#3c7c45", "#27583a"]))


def snow(c: Canvas, line: list[tuple[float, float]], limit: float, colour: str) -> None:
    """Snow on what of the line stands above ``limit``."""
    lower = [(x, y + max(0.0, (limit - y) * c.random.uniform(0.35, 0.75))) for x, y in line]
    c.fill([*line, *reversed(lower)], colour)


def aral(c: Canvas) -> None:
    """A stranded ship on a dry sea bed."""
    c.background("#3f78ad", "#9cc6df", "#f2e9d6")
    c.rect((0, 540, 1600, 1067), "#fbf7ec", "#d9cdb2")
    for _ in range(46):
        y = 560 + c.random.random() ** 1.8 * 500
        x, wide = c.random.uniform(-200, 1600), 60 + (y - 540) * 0.9
        c.line([(x, y), (x + wide, y + c.random.uniform(-5, 5))], "#c9bb9a", 2)
    c.ellipse(820, 742, 430, 26, "#bfae8b")
    hull = [(420, 560), (560, 610), (1080, 604), (1230, 540), (1170, 736), (520, 742)]
    c.fill(hull, "#b45f35", "#6f3419")
    c.fill([(470, 640), (1205, 630), (1170, 736), (520, 742)], "#5d2b17", "#47200f")
    c.rect((640, 470, 860, 608), "#8f4a2a", "#7a3d22")
    for x in (668, 726, 784):
        c.rect((x, 500, x + 38, 540), "#2f2a28")
    c.line([(930, 604), (960, 360)], "#5d2b17", 9)
    c.line([(960, 380), (1180, 552)], "#7b5642", 3)
    for _ in range(42):
        depth = c.random.random()
        x, y, r = c.random.uniform(0, 1600), 790 + depth * 260, 12 + depth * 34
        for turn in range(7):
            angle = pi + pi * (turn + 0.5) / 7
            c.line([(x, y), (x + cos(angle) * r, y + sin(angle) * r * 1.3)], "#4f8a4b", 4)


def cotton(c: Canvas) -> None:
    """Rows of cotton up to the mountains."""
    c.background("#3b87cf", "#a5d3f1", "#eaf5f7")
    c.ridge(500, 90, 0.5, "#8fa9bd", "#b8c8c9")
    c.rect((0, 500, 1600, 1067), "#7a9a58", "#40612f")
    for row in range(13):
        depth = (row / 12) ** 1.7
        y, size = 512 + depth * 500, 5 + depth * 40
        for n in range(int(1700 / (size * 2.1)) + 1):
            x = n * size * 2.1 + (row % 2) * size + c.random.uniform(-0.4, 0.4) * size
            c.disc(x, y + size * 0.5, size * 0.9, "#4f7139")
            c.disc(x - size * 0.3, y, size * 0.5, "#f4f1ea")
            c.disc(x + size * 0.35, y + size * 0.1, size * 0.46, "#ffffff")


def energy(c: Canvas) -> None:
    """Wind turbines and pylons at dusk."""
    c.background("#2a2f6b", "#8a5b96", "#f08f6f", "#ffcf8f")
    c.glow(1220, 640, 420, "#fff0c4", 0.9)
    c.ridge(700, 80, 0.45, "#4c3560", "#33254a")
    c.ridge(850, 70, 0.4, "#271d3b", "#171127")
    for x, foot, tall in ((260, 850, 430), (520, 800, 300), (700, 770, 210)):
        c.fill(
            [(x - 7, foot), (x + 7, foot), (x + 3, foot - tall), (x - 3, foot - tall)], "#f5e9e4"
        )
        turn = c.random.uniform(0, 2)
        for blade in range(3):
            angle = turn + blade * 2 * pi / 3
            tip = (x + cos(angle) * tall * 0.5, foot - tall + sin(angle) * tall * 0.5)
            c.line([(x, foot - tall), tip], "#f5e9e4", 7 * tall / 430)
        c.disc(x, foot - tall, 12 * tall / 430, "#ffffff")
    previous = None
    for x, foot, tall in ((900, 790, 240), (1110, 830, 350), (1440, 900, 540)):
        arms = _pylon(c, x, foot, tall)
        for start, end in zip(previous or [], arms, strict=False):
            sag = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 34)
            c.line([start, sag, end], "#1b1430", 2)
        previous = arms


def _pylon(c: Canvas, x: float, foot: float, tall: float) -> list[tuple[float, float]]:
    top, dark, wide = foot - tall, "#1b1430", tall * 0.13
    c.line([(x - wide, foot), (x - 4, top), (x + 4, top), (x + wide, foot)], dark, 5)
    for n in range(5):
        share, above = n / 5, (n + 1) / 5
        a, b = wide * (1 - share), wide * (1 - above)
        c.line([(x - a, foot - tall * share), (x + b, foot - tall * above)], dark, 3)
        c.line([(x + a, foot - tall * share), (x - b, foot - tall * above)], dark, 3)
    ends = []
    for level, reach in ((0.92, 0.2), (0.76, 0.26)):
        y = foot - tall * level
        c.line([(x - tall * reach, y), (x + tall * reach, y)], dark, 5)
        ends += [(x - tall * reach, y + 14), (x + tall * reach, y + 14)]
    return ends
