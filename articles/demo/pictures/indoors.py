"""Scenes under a roof: halls, shelves, tables, screens."""

from math import cos, pi, sin

from .canvas import Canvas, mixed
from .land import person

_SPINES = ["#b23a48", "#2f6690", "#e0a458", "#3a7d44", "#6d597a", "#d9c5a0", "#22577a", "#bc6c25"]


def library(c: Canvas) -> None:
    """Shelves of books and a ladder."""
    c.background("#4a2f1d", "#2f1d12")
    for shelf in range(5):
        _books(c, 40, 1560, 205 + shelf * 200, 160)
    c.glow(800, 480, 820, "#ffd9a0", 0.28)
    c.rect((0, 0, 44, 1067), "#37220f")
    c.rect((1556, 0, 1600, 1067), "#37220f")
    for x in (1180, 1300):
        c.line([(x, 240), (x - 90, 1067)], "#d7a563", 13)
    for n in range(7):
        y = 330 + n * 106
        c.line([(1180 - (y - 240) * 0.109, y), (1300 - (y - 240) * 0.109, y)], "#d7a563", 10)


def _books(c: Canvas, left: float, right: float, floor: float, tall: float) -> None:
    x = left
    while x < right - 14:
        wide = min(c.random.randint(16, 46), right - x)
        high = tall * c.random.uniform(0.7, 1)
        colour = c.random.choice(_SPINES)
        c.rect(
            (x, floor - high, x + wide - 2, floor),
            mixed(colour, "#ffffff", 0.1),
            mixed(colour, "#000000", 0.25),
        )
        c.rect(
            (x, floor - high * 0.84, x + wide - 2, floor - high * 0.8),
            mixed(colour, "#ffe9b0", 0.6),
        )
        x += wide + (c.random.randint(14, 40) if c.random.random() < 0.05 else 0)
    c.rect((left, floor, right, floor + 22), "#8a5a2e", "#5d3a1c")


def wagon(c: Canvas) -> None:
    """Books in a railway carriage."""
    c.background("#e9dcc5", "#cdb692")
    for n in range(3):
        left = 120 + n * 480
        c.rect((left - 16, 124, left + 416, 476), "#f7f1e4", radius=46)
        c.rect((left, 140, left + 400, 460), "#7cb7e6", "#f7dfae")
        c.fill(
            [
                (left, 380),
                (left + 130, 352),
                (left + 280, 378),
                (left + 400, 356),
                (left + 400, 460),
                (left, 460),
            ],
            "#c99b4f",
            "#a97a35",
        )
    for shelf in range(2):
        _books(c, 60, 1540, 690 + shelf * 190, 150)
    c.rect((0, 902, 1600, 1067), "#7a4f2a", "#50321a")
    c.rect((0, 0, 1600, 60), "#b79c73", "#d6c09b")
    for x in (400, 800, 1200):
        c.glow(x, 64, 190, "#fff6d8", 0.9)
        c.rect((x - 70, 50, x + 70, 64), "#fffbe9", radius=6)
    for x in (300, 980):
        c.rect((x, 880, x + 240, 1000), "#2e6f8e", radius=30)
        c.rect((x - 20, 960, x + 260, 1067), "#25586f", radius=24)


def school(c: Canvas) -> None:
    """A classroom in the morning."""
    c.background("#f3e6cc", "#e2cba4")
    c.rect((150, 120, 1010, 540), "#8a5b34", radius=8)
    c.rect((170, 140, 990, 520), "#2f6b52", "#23513f")
    for n, wide in enumerate((420, 560, 340)):
        y = 220 + n * 84
        points = [(230 + x, y + sin(x / 17 + n) * 11) for x in range(0, wide, 6)]
        c.line(points, "#e8efe6", 5)
    c.arc((760, 250, 920, 410), 20, 300, "#f4d98b", 5)
    c.rect((1090, 110, 1500, 560), "#ffffff")
    c.rect((1106, 126, 1484, 544), "#7fc0ee", "#e9f6f2")
    c.fill(
        [(1106, 470), (1230, 380), (1330, 450), (1420, 400), (1484, 440), (1484, 544), (1106, 544)],
        "#6fa26b",
        "#4e8450",
    )
    c.rect((1289, 110, 1301, 560), "#ffffff")
    c.fill([(1090, 560), (1500, 560), (1250, 1067), (420, 1067)], "#fbeecf", "#ecd7ac")
    for row in range(2):
        for n in range(3):
            x, y = 130 + n * 470 + row * 60, 690 + row * 180
            c.fill(
                [(x, y), (x + 320, y), (x + 350, y + 62), (x - 30, y + 62)], "#d08d4b", "#b87536"
            )
            c.rect((x - 16, y + 62, x + 2, y + 190), "#6f7b86")
            c.rect((x + 318, y + 62, x + 336, y + 190), "#6f7b86")
            c.fill(
                [(x + 96, y + 12), (x + 196, y + 12), (x + 206, y + 46), (x + 88, y + 46)],
                "#ffffff",
            )


def parliament(c: Canvas) -> None:
    """Benches in half circles before a rostrum."""
    c.background("#5b3a22", "#8a5f38", "#3b2414")
    for n in range(20):
        c.rect((n * 82, 0, n * 82 + 40, 400), "#7a4f2b", "#5f3c20")
    c.glow(800, 180, 560, "#ffdf9f", 0.75)
    c.disc(800, 170, 96, "#2aa7c9")
    for n in range(24):
        a = n * pi / 12
        c.line(
            [(800 + cos(a) * 46, 170 + sin(a) * 46), (800 + cos(a) * 78, 170 + sin(a) * 78)],
            "#ffd34d",
            6,
        )
    c.disc(800, 170, 40, "#ffd34d")
    c.rect((560, 330, 1040, 420), "#a8733f", "#6b4423")
    c.rect((700, 290, 900, 430), "#c58f55", "#83552c")
    person(c, 800, 330, 120, "#1d2233")
    for row in range(6):
        ry, rx = 130 + row * 112, 480 + row * 165
        count = 11 + row * 3
        for n in range(count):
            a = pi * (0.1 + 0.8 * n / (count - 1))
            x, y = 800 - cos(a) * rx, 400 + sin(a) * ry
            size = 17 + row * 7
            c.rect((x - size, y - size, x + size, y + size * 1.2), "#23406e", radius=size * 0.5)
            c.disc(x, y - size * 1.15, size * 0.52, ("#3b2a20", "#1d1a1c", "#59402f")[n % 3])
            c.rect((x - size * 1.2, y + size, x + size * 1.2, y + size * 1.45), "#b98350")


def market(c: Canvas) -> None:
    """Four stalls of fruit and vegetables."""
    c.background("#8cc6ea", "#f9efd8")
    c.rect((0, 620, 1600, 1067), "#b79a78", "#8b7053")
    for n, (first, second) in enumerate(
        (
            ("#d6453d", "#fff4e4"),
            ("#2b7fb8", "#fff4e4"),
            ("#e9a23b", "#fff4e4"),
            ("#3d8f5a", "#fff4e4"),
        )
    ):
        left = n * 410 - 20
        for stripe in range(8):
            x = left + stripe * 50
            c.fill(
                [(x + 14, 170), (x + 56, 170), (x + 50, 330), (x, 330)], (first, second)[stripe % 2]
            )
            c.draw.pieslice(
                [x * 2, 305 * 2, (x + 50) * 2, 355 * 2], 0, 180, fill=(first, second)[stripe % 2]
            )
        for x in (left + 12, left + 388):
            c.rect((x - 5, 330, x + 5, 720), "#6a4a2f")
        person(c, left + 200, 660, 240, ("#4a5d7e", "#8a4a5c", "#3f6b58", "#6a5a86")[n])
        _crates(
            c,
            left + 26,
            600,
            ("#e2552f", "#7bb342", "#f0b429", "#8e3b63")[n],
            ("#f08a24", "#4f8a3c", "#d64545", "#e8d27a")[n],
        )
    c.veil((0, 900, 1600, 1067), "#4a3826", 0, 0.5)


def _crates(c: Canvas, left: float, top: float, first: str, second: str) -> None:
    for row in range(2):
        for n in range(2):
            x, y = left + n * 180, top + row * 130
            for _ in range(34):
                c.disc(
                    x + c.random.uniform(14, 156),
                    y + c.random.uniform(-16, 24),
                    19,
                    mixed((first, second)[(n + row) % 2], "#fff2c2", c.random.uniform(0, 0.25)),
                )
            c.rect((x, y + 24, x + 170, y + 110), "#b9824b", "#8d5d31")
            c.rect((x, y + 62, x + 170, y + 68), "#6e4524")


def dairy(c: Canvas) -> None:
    """Bottles of milk and dried curd on shelves."""
    c.background("#dfeaf0", "#c2d4dd")
    c.glow(420, 220, 460, "#ffffff", 0.9)
    for shelf in range(3):
        floor = 350 + shelf * 300
        c.rect((0, floor, 1600, floor + 30), "#c89a66", "#9b7142")
        for n in range(6):
            x = 60 + n * 265 + c.random.uniform(-18, 18)
            if (n + shelf) % 3 == 2:
                for _ in range(46):
                    c.disc(
                        x + 90 + c.random.gauss(0, 42),
                        floor - 14 - c.random.random() ** 2 * 88,
                        14,
                        mixed("#f6efdd", "#d9c7a0", c.random.random()),
                    )
            else:
                c.rect((x + 54, floor - 226, x + 128, floor - 190), "#4d7ea8", radius=8)
                c.fill(
                    [
                        (x + 60, floor - 192),
                        (x + 122, floor - 192),
                        (x + 160, floor - 130),
                        (x + 22, floor - 130),
                    ],
                    "#ffffff",
                )
                c.rect((x + 22, floor - 132, x + 160, floor), "#ffffff", "#dde5ea")
                c.rect(
                    (x + 22, floor - 92, x + 160, floor - 44),
                    ("#5aa469", "#d98f4e", "#4d7ea8")[shelf],
                )


def textile(c: Canvas) -> None:
    """A felt carpet with ram’s horns."""
    c.background("#8e1f2f", "#6d1524")
    for row in range(3):
        for column in range(4):
            x, y = 200 + column * 400, 178 + row * 356
            ground, horn = (("#f3e7cf", "#8e1f2f"), ("#1f4a7c", "#f3e7cf"))[(row + column) % 2]
            c.fill([(x - 190, y), (x, y - 168), (x + 190, y), (x, y + 168)], ground)
            for sx in (-1, 1):
                for sy in (-1, 1):
                    _horn(c, x, y, sx, sy, horn)
            c.fill([(x - 36, y), (x, y - 36), (x + 36, y), (x, y + 36)], "#e0a030")
    for x in (0, 400, 800, 1200, 1600):
        for y in (0, 356, 712, 1067):
            c.fill([(x - 70, y), (x, y - 62), (x + 70, y), (x, y + 62)], "#e0a030")
            c.fill([(x - 34, y), (x, y - 30), (x + 34, y), (x, y + 30)], "#6d1524")


def _horn(c: Canvas, x: float, y: float, sx: int, sy: int, colour: str) -> None:
    points = []
    for n in range(34):
        turn = n / 33 * 1.75 * pi
        r = 42 * (1 - n / 46)
        points.append((x + sx * (66 - cos(turn) * r), y + sy * (46 - sin(turn) * r)))
    c.line([(x, y + sy * 20), (x + sx * 16, y + sy * 40), *points], colour, 13)


def cinema(c: Canvas) -> None:
    """A dark hall before a bright screen."""
    c.background("#0b0a14", "#1a1426")
    c.fill([(800, 20), (240, 110), (240, 560), (1360, 560), (1360, 110)], "#15121f")
    c.rect((250, 120, 1350, 570), "#f6c58f", "#fbe6c2")
    c.disc(960, 420, 78, "#fff6e2")
    c.fill(
        [(250, 500), (560, 430), (900, 490), (1350, 420), (1350, 570), (250, 570)],
        "#b9713f",
        "#8a4d2a",
    )
    c.line([(700, 470), (700, 400)], "#4a2717", 5)
    person(c, 640, 500, 74, "#3a1d10")
    c.glow(800, 350, 900, "#ffdca6", 0.18)
    for row in range(4):
        y, size = 660 + row * 112, 34 + row * 12
        for n in range(14 - row):
            x = 800 + (n - (13 - row) / 2) * size * 3.1
            shade = mixed("#3a1420", "#08060c", row / 4)
            c.rect((x - size * 1.25, y, x + size * 1.25, y + 190), shade, radius=size * 0.5)
            if c.random.random() < 0.62:
                c.disc(x, y - size * 0.35, size * 0.72, mixed("#2a2030", "#050408", row / 4))


def theatre(c: Canvas) -> None:
    """Actors bow between red curtains."""
    c.background("#1a0508", "#2b0a10")
    c.rect((330, 150, 1270, 800), "#20314f", "#6b7fa3")
    for x in (560, 800, 1040):
        c.fill([(x - 26, 120), (x + 26, 120), (x + 190, 810), (x - 190, 810)], "#41557c", "#a9b6cc")
    for x in (560, 800, 1040):
        c.ellipse(x, 800, 190, 34, "#d9dce4")
    for x, tall in ((520, 170), (610, 160), (800, 200), (990, 164), (1080, 172)):
        person(c, x, 806, tall, "#131a2c")
        c.line([(x - 18, 806 - tall * 0.7), (x - 62, 806 - tall)], "#131a2c", 11)
        c.line([(x + 18, 806 - tall * 0.7), (x + 62, 806 - tall * 0.96)], "#131a2c", 11)
    c.rect((0, 800, 1600, 870), "#7a4a28", "#4e2d17")
    for n in range(16):
        x = n * 26
        for left in (x, 1574 - x):
            shade = mixed("#b51f2f", "#5c0d18", (n % 4) / 3)
            c.fill(
                [(left, 0), (left + 28, 0), (left + 28 + (14 - n), 830), (left - (14 - n), 830)],
                shade,
            )
    for n in range(20):
        shade = mixed("#b51f2f", "#6d101d", n % 2)
        c.draw.pieslice([n * 160, -240, n * 160 + 192, 420], 0, 180, fill=shade)
    for n in range(15):
        c.disc(60 + n * 106, 1010 + (n % 2) * 26, 56, "#0e0306")
