"""Dates and times as a Kazakh newsroom writes them, and back.

Pure functions: the clock (``now``, ``today``) and the time zone are handed in, and a moment is
always an aware ``datetime``.  Days begin and end at midnight in the zone handed in.  ``language``
is ``kk``, ``ru`` or ``en``.
"""

import re
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from articles.kazakh.dates_words import WORDS, Words

_STAMP: Final = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}) ([0-9]{1,2}):([0-9]{2})")
_CARD: Final = re.compile(r"([0-9]{1,2}):([0-9]{2}), (.+)")
_DAY: Final = re.compile(r"([0-9]{1,2}) (\S+) ([0-9]{4})")
_HOURS_OVER_MIDNIGHT: Final = 12
_DAYS_COUNTED: Final = 30


def stamp(moment: datetime, zone: tzinfo) -> str:
    """Return ``03.03.2026 15:45``."""
    local = _local(moment, zone)
    return f"{local.day:02}.{local.month:02}.{local.year:04} {_clock(local)}"


def iso(moment: datetime, zone: tzinfo) -> str:
    """Return ``2026-03-03T15:45:00+05:00``: with offset, without microseconds, for machines."""
    return _local(moment, zone).isoformat(timespec="seconds")


def card_time(moment: datetime, now: datetime, zone: tzinfo, language: str = "kk") -> str:
    """Return ``13:19, Бүгін``, ``10:45, Кеше``, ``09:00, Ертең`` or ``10:45, 25 сәуір 2025``."""
    local, words = _local(moment, zone), _words(language)
    distance = (local.date() - _local(now, zone).date()).days
    named = {0: words.today, -1: words.yesterday, 1: words.tomorrow}.get(distance)
    return f"{_clock(local)}, {named or short_date(local.date(), language)}"


def short_date(day: date, language: str = "kk") -> str:
    """Return ``25 сәуір 2025``."""
    return f"{day.day} {_words(language).months[day.month - 1]} {day.year:04}"


def prose_date(day: date, language: str = "kk") -> str:
    """Return ``2026 жылғы 3 наурыз``."""
    words = _words(language)
    return words.prose.format(day=day.day, month=words.months[day.month - 1], year=day.year)


def relative(moment: datetime, now: datetime, zone: tzinfo, language: str = "kk") -> str:
    """Return ``жаңа ғана``, ``5 минут бұрын``, ``2 сағат бұрын``, ``кеше``, ``3 күн бұрын``.

    Hours are counted through the day, and up to twelve of them over midnight; days up to thirty.
    Older moments are given as a date, later ones than ``now`` as on a card.
    """
    local, local_now, words = _local(moment, zone), _local(now, zone), _words(language)
    minutes = (now - moment) // timedelta(minutes=1)
    days = (local_now.date() - local.date()).days
    if moment > now:
        return card_time(moment, now, zone, language)
    if minutes < 1:
        return words.just_now
    if minutes < 60:
        return words.minutes_ago(minutes)
    if days == 0 or minutes < _HOURS_OVER_MIDNIGHT * 60:
        return words.hours_ago(minutes // 60)
    if days == 1:
        return words.yesterday.lower()
    return words.days_ago(days) if days <= _DAYS_COUNTED else short_date(local.date(), language)


def parse_stamp(text: str, zone: tzinfo | None = None) -> datetime:
    """Read ``03.03.2026 15:45``: an aware moment when ``zone`` is given, else a naive one.

    Raises ``ValueError`` for anything else, and for a time that the clocks of ``zone`` never showed
    or showed twice.
    """
    match = _STAMP.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a time like 03.03.2026 15:45")
    day, month, year, hour, minute = map(int, match.groups())
    try:
        return _certain(datetime(year, month, day, hour, minute, tzinfo=zone))
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is no such time: {error}") from error


def parse_card_time(
    text: str, today: date, zone: tzinfo | None = None, language: str = "kk"
) -> datetime:
    """Read ``13:19, Бүгін`` or ``10:45, 25 сәуір 2025`` as seen on the day ``today``.

    The moment is aware when ``zone`` is given, else naive.  Letter case of words does not matter.
    Raises ``ValueError`` for anything else.
    """
    match = _CARD.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a time like «13:19, {_words(language).today}»")
    try:
        day = _parse_day(match[3].strip(), today, _words(language))
        clock = int(match[1]), int(match[2])
        return _certain(datetime(day.year, day.month, day.day, *clock, tzinfo=zone))
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is no such time: {error}") from error


def _parse_day(text: str, today: date, words: Words) -> date:
    folded = text.casefold()
    for name, distance in ((words.today, 0), (words.yesterday, -1), (words.tomorrow, 1)):
        if folded == name.casefold():
            return today + timedelta(days=distance)
    match = _DAY.fullmatch(folded)
    if match is None or match[2] not in words.months_folded:
        raise ValueError(f"{text!r} is not a day like «{short_date(today)}»")
    return date(int(match[3]), words.months_folded.index(match[2]) + 1, int(match[1]))


def _certain(moment: datetime) -> datetime:
    """``moment``, unless clocks were put forward or back over it: then it was never, or twice."""
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise ValueError("clocks were changed over it")
    return moment


def _local(moment: datetime, zone: tzinfo) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(zone)


def _clock(local: datetime) -> str:
    return f"{local.hour:02}:{local.minute:02}"


def _words(language: str) -> Words:
    try:
        return WORDS[language]
    except KeyError:
        raise ValueError(f"no date words for {language!r}; there are {', '.join(WORDS)}") from None
