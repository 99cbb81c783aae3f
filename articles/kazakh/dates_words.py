"""The words of ``dates``, one table a language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a language needs to speak of times.  ``plural`` picks one of the forms of a count."""

    today: str
    yesterday: str
    tomorrow: str
    just_now: str
    prose: str
    months: tuple[str, ...]
    minutes: tuple[str, ...]
    hours: tuple[str, ...]
    days: tuple[str, ...]
    plural: Callable[[int], int]

    @property
    def months_folded(self) -> tuple[str, ...]:
        return tuple(month.casefold() for month in self.months)

    def minutes_ago(self, count: int) -> str:
        return self.minutes[self.plural(count)].format(count)

    def hours_ago(self, count: int) -> str:
        return self.hours[self.plural(count)].format(count)

    def days_ago(self, count: int) -> str:
        return self.days[self.plural(count)].format(count)


def _russian(count: int) -> int:
    """1, 21 → 0; 2–4, 22–24 → 1; the rest, 11–14 among them, → 2."""
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2


def _months(names: str) -> tuple[str, ...]:
    return tuple(names.split())


_KAZAKH: Final = Words(
    today="Бүгін",
    yesterday="Кеше",
    tomorrow="Ертең",
    just_now="жаңа ғана",
    prose="{year} жылғы {day} {month}",
    months=_months(
        "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
    ),
    minutes=("{} минут бұрын",),
    hours=("{} сағат бұрын",),
    days=("{} күн бұрын",),
    plural=lambda count: 0,
)

_RUSSIAN: Final = Words(
    today="Сегодня",
    yesterday="Вчера",
    tomorrow="Завтра",
    just_now="только что",
    prose="{day} {month} {year} года",
    months=_months(
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    ),
    minutes=("{} минуту назад", "{} минуты назад", "{} минут назад"),
    hours=("{} час назад", "{} часа назад", "{} часов назад"),
    days=("{} день назад", "{} дня назад", "{} дней назад"),
    plural=_russian,
)

_ENGLISH: Final = Words(
    today="Today",
    yesterday="Yesterday",
    tomorrow="Tomorrow",
    just_now="just now",
    prose="{day} {month} {year}",
    months=_months(
        "January February March April May June July August September October November December"
    ),
    minutes=("{} minute ago", "{} minutes ago"),
    hours=("{} hour ago", "{} hours ago"),
    days=("{} day ago", "{} days ago"),
    plural=lambda count: 0 if count == 1 else 1,
)

WORDS: Final[Mapping[str, Words]] = MappingProxyType(
    {"kk": _KAZAKH, "ru": _RUSSIAN, "en": _ENGLISH}
)
