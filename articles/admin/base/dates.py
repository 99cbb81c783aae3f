"""Days to choose from above a list: counted in the newsroom's own days, and worked out."""

import re
from calendar import monthrange
from datetime import date, timedelta

from django.contrib.admin.views.main import ChangeList
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

_PERIOD = re.compile(r"((?:19|20|21)[0-9]{2})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
DAY = "day"  # the parameter of an address that names a period


class DateSteps(ChangeList):
    """A list with a way to its years, months and days; Django would read every row to find them."""

    @property
    def date_steps(self):
        """What ``admin/date_hierarchy.html`` needs: the way back, and years, months or days."""
        chosen = self.params.get(DAY, "")
        parts = chosen.split("-") if period_of(chosen) else []
        match [int(part) for part in parts]:
            case [year, month, day]:
                back = self._step(_month(year, month), year, month)
                choices = [{"title": date_format(date(year, month, day), "DATE_FORMAT")}]
            case [year, month]:
                back = self._step(str(year), year)
                last = monthrange(year, month)[1]
                choices = [self._step(str(n), year, month, n) for n in range(1, last + 1)]
            case [year]:
                back = self._step(_("All dates"))
                choices = [self._step(_month(year, n), year, n) for n in range(1, 13)]
            case _:
                back, choices = None, [self._step(str(year), year) for year in self.years()]
        return {"show": True, "back": back, "choices": choices}

    def years(self):
        """The years to choose from."""
        raise NotImplementedError

    def _step(self, title, *parts):
        value = "-".join(f"{part:02}" for part in parts) or None
        link = self.get_query_string({DAY: value})
        return {"title": title, "link": link}


def _month(year, month):
    return date_format(date(year, month, 1), "F").capitalize()


def period_of(text):
    """First day of ``2026``, ``2026-03`` or ``2026-03-05`` and the day after its last; or None."""
    match = _PERIOD.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first + timedelta(days=1)
    days = monthrange(year, month)[1] if month else (date(year + 1, 1, 1) - first).days
    return first, first + timedelta(days=days)
