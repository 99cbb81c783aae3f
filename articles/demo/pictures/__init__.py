"""The pictures of the demo newsroom, drawn by code: the same seed gives the same picture."""

from collections.abc import Callable

from . import indoors, land, things, town
from .canvas import Canvas

SCENES: dict[str, Callable[[Canvas], None]] = {
    scene.__name__: scene
    for scene in (
        land.steppe, land.express, land.station, land.rails, land.saiga, land.river, land.aral,
        land.cotton, land.energy, town.almaty, town.smog, town.astana, town.night, town.clinic,
        town.lanterns, town.observatory, indoors.library, indoors.wagon, indoors.school,
        indoors.parliament, indoors.market, indoors.dairy, indoors.textile, indoors.cinema,
        indoors.theatre, things.stadium, things.pitch, things.chess, things.lab, things.voice,
        things.portrait,
    )
}  # fmt: skip


def draw(scene: str, seed: str = "", shrink: int = 1) -> bytes:
    """The scene as a JPEG of 1600 × 1067 pixels, or ``shrink`` times smaller."""
    canvas = Canvas(seed or scene)
    SCENES[scene](canvas)
    return canvas.jpeg(shrink)


def draw_logo() -> bytes:
    """The logo of the demo newsroom: a PNG of 512 × 512 pixels."""
    canvas = Canvas("logo", 512, 512)
    things.logo(canvas)
    return canvas.png()
