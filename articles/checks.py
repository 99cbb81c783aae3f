"""System checks: what would make the newsroom quietly wrong."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.checks import Error, register


@register()
def time_zone_data_is_current(app_configs, **kwargs):
    """Kazakhstan has been on UTC+5 since 1 March 2024; older tables would shift every time."""
    offset = datetime(2026, 1, 1, tzinfo=UTC).astimezone(ZoneInfo("Asia/Almaty")).utcoffset()
    if offset == timedelta(hours=5):
        return []
    return [
        Error(
            "The time zone tables of this machine are older than 2024: Asia/Almaty is not UTC+5.",
            hint="Upgrade the system package tzdata (2024a or newer).",
            id="articles.E001",
        )
    ]
