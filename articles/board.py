"""The board of a page: which article editors want in which slot, from when and until when.

A page has areas with slots: ``top.0`` is the lead, ``story.2`` the third place of the big story,
``section.7.0`` the first of the block of section 7. A slot holds picks with the instants between
which they stand. Where several claim a slot, or one article is claimed by several slots, the claim
that began last counts; a slot without a claim fills itself. ``OFF`` has no order: what stands there
is kept off the page. Boards are never changed; every verb gives another one.
"""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

# Slots of an area, by the first word of its name.
SIZES = {"top": 5, "story": 4, "section": 4}
OFF = "off"
TOP, STORY = "top", "story"

MOST_OFF = 100  # articles that are kept off a page: the oldest of them are long gone by themselves
NO_STORY = 0  # instead of the key of a tag
_YEARS = range(1900, 2100)  # those of the archive's addresses


class Pick(NamedTuple):
    """A claim of an article, by its key, from ``start`` until ``end``, or for good."""

    article: int
    start: datetime
    end: datetime | None = None

    def stands(self, at: datetime) -> bool:
        return self.start <= at and (self.end is None or at < self.end)


class Strip(NamedTuple):
    """Breaking news over every page, from ``start`` until ``end``; ``link`` may be empty."""

    text: str
    link: str
    start: datetime
    end: datetime

    def stands(self, at: datetime) -> bool:
        return self.start <= at < self.end


def area_of(slot: str) -> str:
    """``section.7`` of ``section.7.0``."""
    return slot.rpartition(".")[0] or slot


def block(section: int) -> str:
    """The area of a section, by its key, on the front page."""
    return f"section.{section}"


def slots_of(area: str) -> list[str]:
    """The slots of an area in their order."""
    return [f"{area}.{number}" for number in range(SIZES[area.partition(".")[0]])]


def beside(slot: str, step: int) -> str:
    """The slot ``step`` places further down its area; empty where the area ends."""
    slots = slots_of(area_of(slot))
    place = slots.index(slot) + step
    return slots[place] if 0 <= place < len(slots) else ""


class Board(NamedTuple):
    """All claims of a page by slot; the key of the tag of the big story; the strip."""

    slots: dict[str, tuple[Pick, ...]] = {}
    story: int | None = None  # None: the page chooses; NO_STORY: none
    strip: Strip | None = None

    def articles(self) -> set[int]:
        """The keys of all articles that the board names."""
        return {pick.article for picks in self.slots.values() for pick in picks}

    def claimed(self, at: datetime) -> set[int]:
        """The keys of the articles that claim a slot at ``at``, whether or not they get it."""
        places = (picks for slot, picks in self.slots.items() if slot != OFF)
        return {pick.article for picks in places for pick in picks if pick.stands(at)}

    def standing(self, at: datetime, live: Collection[int] | None = None) -> dict[str, Pick]:
        """The claims that hold at ``at``, by slot; with ``live`` only of those articles.

        What is kept off the page has no claim; see :meth:`off`.
        """
        return self._decide(at, live)[0]

    def off(self, at: datetime) -> set[int]:
        """The keys of the articles that are kept off the page at ``at``."""
        return self._decide(at, None)[1]

    def _decide(self, at: datetime, live: Collection[int] | None) -> tuple[dict, set]:
        claims = [
            (pick.start, place, slot, pick)
            for slot, picks in self.slots.items()
            for place, pick in enumerate(picks)
            if pick.stands(at)
        ]
        held: dict[str, Pick] = {}
        placed, off = set(), set()
        for *_, slot, pick in sorted(claims, reverse=True):
            if pick.article in placed or pick.article in off or slot in held:
                continue
            if slot == OFF:
                off.add(pick.article)
            elif live is None or pick.article in live:
                held[slot] = pick
                placed.add(pick.article)
        return held, off

    def changes(self, after: datetime) -> list[datetime]:
        """The instants behind ``after`` at which the page changes by itself, in order."""
        timed = [pick for picks in self.slots.values() for pick in picks]
        if self.strip:
            timed.append(self.strip)
        instants = {instant for one in timed for instant in (one.start, one.end) if instant}
        return sorted(instant for instant in instants if instant > after)

    def place(self, article: int, slot: str, at: datetime, *, instead: str = "") -> "Board":
        """``article`` in ``slot`` from ``at`` on.

        Who stood there by a claim goes to ``instead``, or where ``article`` had its claim in that
        area, or moves down the area up to the first slot without one.
        """
        before = self.standing(at)
        former = (name for name, pick in before.items() if pick.article == article)
        same_area = (name for name in former if area_of(name) == area_of(slot))
        gone = before.get(slot)
        board = self.release(article, at)._with(slot, Pick(article, at))
        if gone is None or gone.article == article:
            return board
        board = board.release(gone.article, at)
        if target := instead or next(same_area, "") or beside(slot, 1):
            board = board.place(gone.article, target, at).until(gone.article, target, at, gone.end)
        return board

    def release(self, article: int, at: datetime) -> "Board":
        """No claim of ``article`` that holds at ``at``; those that begin later stay."""
        return self._replace(
            slots=_filled({slot: _released(picks, article, at) for slot, picks in self.items()})
        )

    def take_down(self, article: int, at: datetime) -> "Board":
        """``article`` nowhere on the page from ``at`` on."""
        board = self.release(article, at)._with(OFF, Pick(article, at))
        return board._replace(slots=board.slots | {OFF: board.slots[OFF][-MOST_OFF:]})

    def cancel(self, article: int, slot: str, start: datetime) -> "Board":
        """Without the claim on ``slot`` that begins at ``start``."""
        kept = (p for p in self.slots.get(slot, ()) if (p.article, p.start) != (article, start))
        return self._replace(slots=_filled(self.slots | {slot: tuple(kept)}))

    def until(self, article: int, slot: str, at: datetime, end: datetime | None) -> "Board":
        """The claims of ``article`` on ``slot`` that hold at ``at`` end at ``end``, or never."""
        picks = (
            pick._replace(end=end) if pick.article == article and pick.stands(at) else pick
            for pick in self.slots.get(slot, ())
        )
        return self._replace(slots=_filled(self.slots | {slot: tuple(picks)}))

    def pruned(self, at: datetime) -> "Board":
        """Without what is over at ``at``."""
        slots = {
            slot: tuple(pick for pick in picks if pick.end is None or pick.end > at)
            for slot, picks in self.slots.items()
        }
        strip = self.strip if self.strip and self.strip.end > at else None
        return self._replace(slots=_filled(slots), strip=strip)

    def items(self) -> Iterator[tuple[str, tuple[Pick, ...]]]:
        return iter(self.slots.items())

    def _with(self, slot: str, pick: Pick) -> "Board":
        picks = *self.slots.get(_slot(slot), ()), pick._replace(article=_key(pick.article))
        return self._replace(slots=self.slots | {slot: picks})


def _released(picks: tuple[Pick, ...], article: int, at: datetime) -> tuple[Pick, ...]:
    ended = (
        pick._replace(end=at) if pick.article == article and pick.stands(at) else pick
        for pick in picks
    )
    return tuple(pick for pick in ended if pick.end is None or pick.end > pick.start)


def _filled(slots: dict[str, tuple[Pick, ...]]) -> dict[str, tuple[Pick, ...]]:
    return {slot: picks for slot, picks in slots.items() if picks}


def merge(base: Board, mine: Board, theirs: Board) -> tuple[Board, list[str]]:
    """Both sides' changes of ``base``, and the parts that both changed, where mine is kept.

    A part is a slot, ``story`` or ``strip``. What is kept off the page never clashes.
    """
    clashes = []

    def decide(name, was, my, their):
        if my == their or was == their:
            return my
        if was == my:
            return their
        if name == OFF:
            return tuple(pick for pick in their if pick not in was or pick in my) + tuple(
                pick for pick in my if pick not in was and pick not in their
            )
        clashes.append(name)
        return my

    names = {**base.slots, **theirs.slots, **mine.slots}
    slots = {
        name: decide(name, *(board.slots.get(name, ()) for board in (base, mine, theirs)))
        for name in names
    }
    story = decide("story", base.story, mine.story, theirs.story)
    strip = decide("strip", base.strip, mine.strip, theirs.strip)
    return Board(_filled(slots), story, strip), clashes


def to_json(board: Board) -> dict:
    """The board as JSON can hold it; :func:`from_json` reads it back."""
    return {
        "slots": {slot: [_texts(pick) for pick in picks] for slot, picks in board.slots.items()},
        "story": board.story,
        "strip": board.strip and _texts(board.strip),
    }


def from_json(content: object) -> Board:
    """The board that ``to_json`` wrote. Raises ``ValueError`` for anything else."""
    try:
        slots = {
            _slot(slot): tuple(
                Pick(_key(key), _instant(start), end and _instant(end)) for key, start, end in picks
            )
            for slot, picks in content["slots"].items()
        }
        story, strip = content["story"], content["strip"]
        if strip is not None:
            text, link, start, end = strip
            strip = Strip(_text(text), _text(link), _instant(start), _instant(end))
        return Board(_filled(slots), story and _key(story), strip)
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError("this is no board") from error


def _texts(values: Pick | Strip) -> list:
    return [value.isoformat() if isinstance(value, datetime) else value for value in values]


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant without a zone")
    if instant.astimezone(UTC).year not in _YEARS:
        raise ValueError("a year that no calendar of the site has")
    return instant


def _text(text: str) -> str:
    if "\0" in text or text != text.encode("utf-8", "replace").decode("utf-8"):
        raise ValueError("no text of a form")
    return text


def _key(value: int) -> int:
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise ValueError("no key of a row")
    return value


def _slot(name: str) -> str:
    kind, _, rest = name.partition(".")
    area, _, number = rest.rpartition(".")
    known = kind in SIZES and number in map(str, range(SIZES[kind]))
    if name != OFF and not (known and area.isdecimal() == (kind == "section") and name.isascii()):
        raise ValueError(f"no such slot: {name}")
    return name
