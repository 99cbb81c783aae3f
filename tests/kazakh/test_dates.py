"""Dates as a Kazakh newsroom writes them, and back."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.kazakh import dates
from articles.kazakh.dates_words import WORDS

naive = datetime.fromisoformat
ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 3, 3, 18, 0, tzinfo=ALMATY)
LANGUAGES = st.sampled_from(sorted(WORDS))
MOMENTS = st.datetimes(
    min_value=naive("1900-01-01"), max_value=naive("2200-01-01"), timezones=st.just(UTC)
)


def almaty(*fields: int) -> datetime:
    return datetime(*fields, tzinfo=ALMATY)


def test_stamp():
    assert dates.stamp(datetime(2026, 3, 3, 10, 45, 59, tzinfo=UTC), ALMATY) == "03.03.2026 15:45"


def test_iso_has_an_offset_and_no_microseconds():
    moment = datetime(2026, 3, 3, 10, 45, 0, 123456, tzinfo=UTC)
    assert dates.iso(moment, ALMATY) == "2026-03-03T15:45:00+05:00"
    assert dates.iso(almaty(2024, 1, 1, 9, 0), ALMATY) == "2024-01-01T09:00:00+06:00"


def test_prose_and_short_date():
    day = date(2026, 3, 3)
    assert dates.prose_date(day) == "2026 жылғы 3 наурыз"
    assert dates.prose_date(day, "ru") == "3 марта 2026 года"
    assert dates.prose_date(day, "en") == "3 March 2026"
    assert dates.short_date(date(2025, 4, 25)) == "25 сәуір 2025"


@pytest.mark.parametrize(
    ("moment", "language", "expected"),
    [
        (almaty(2026, 3, 3, 13, 19), "kk", "13:19, Бүгін"),
        (almaty(2026, 3, 3, 0, 0), "kk", "00:00, Бүгін"),
        (almaty(2026, 3, 2, 23, 59), "kk", "23:59, Кеше"),
        (almaty(2026, 3, 2, 10, 45), "kk", "10:45, Кеше"),
        (almaty(2026, 3, 1, 23, 59), "kk", "23:59, 1 наурыз 2026"),
        (almaty(2025, 4, 25, 10, 45), "kk", "10:45, 25 сәуір 2025"),
        (almaty(2026, 3, 4, 9, 0), "kk", "09:00, Ертең"),
        (almaty(2026, 3, 5, 9, 0), "kk", "09:00, 5 наурыз 2026"),
        (almaty(2026, 3, 3, 13, 19), "ru", "13:19, Сегодня"),
        (almaty(2025, 4, 25, 10, 45), "ru", "10:45, 25 апреля 2025"),
        (almaty(2026, 3, 2, 10, 45), "en", "10:45, Yesterday"),
        (almaty(2025, 4, 25, 10, 45), "en", "10:45, 25 April 2025"),
    ],
)
def test_card_time(moment, language, expected):
    assert dates.card_time(moment, NOW, ALMATY, language) == expected


def test_the_day_is_the_newsrooms_not_the_readers():
    moment, now = datetime(2026, 3, 2, 19, 30, tzinfo=UTC), datetime(2026, 3, 3, 5, tzinfo=UTC)
    assert dates.card_time(moment, now, ALMATY) == "00:30, Бүгін"
    assert dates.card_time(moment, now, UTC) == "19:30, Кеше"


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        (timedelta(0), "жаңа ғана"),
        (timedelta(seconds=59), "жаңа ғана"),
        (timedelta(minutes=1), "1 минут бұрын"),
        (timedelta(minutes=59, seconds=59), "59 минут бұрын"),
        (timedelta(hours=1), "1 сағат бұрын"),
        (timedelta(hours=2, minutes=10), "2 сағат бұрын"),
        (timedelta(hours=18), "18 сағат бұрын"),
        (timedelta(hours=19), "кеше"),
        (timedelta(hours=41), "кеше"),
        (timedelta(hours=43), "2 күн бұрын"),
        (timedelta(days=30), "30 күн бұрын"),
        (timedelta(days=31), "31 қаңтар 2026"),
        (timedelta(minutes=-5), "18:05, Бүгін"),
    ],
)
def test_relative(ago, expected):
    assert dates.relative(NOW - ago, NOW, ALMATY) == expected


def test_relative_over_midnight_still_counts_hours():
    now = almaty(2026, 3, 3, 1, 0)
    assert dates.relative(almaty(2026, 3, 2, 23, 0), now, ALMATY) == "2 сағат бұрын"


@pytest.mark.parametrize(
    ("minutes", "russian", "english"),
    [
        (1, "1 минуту назад", "1 minute ago"),
        (3, "3 минуты назад", "3 minutes ago"),
        (11, "11 минут назад", "11 minutes ago"),
        (21, "21 минуту назад", "21 minutes ago"),
        (120, "2 часа назад", "2 hours ago"),
        (3 * 24 * 60, "3 дня назад", "3 days ago"),
        (24 * 60, "вчера", "yesterday"),
    ],
)
def test_relative_counts_in_russian_and_english(minutes, russian, english):
    moment = NOW - timedelta(minutes=minutes)
    assert dates.relative(moment, NOW, ALMATY, "ru") == russian
    assert dates.relative(moment, NOW, ALMATY, "en") == english


def test_parse_stamp():
    assert dates.parse_stamp("03.03.2026 15:45") == naive("2026-03-03T15:45")
    moment = dates.parse_stamp(" 3.3.2026 9:05 ", ALMATY)
    assert moment == datetime(2026, 3, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13:19, Бүгін", naive("2026-03-03T13:19")),
        ("13:19, бүгін", naive("2026-03-03T13:19")),
        ("10:45, Кеше", naive("2026-03-02T10:45")),
        ("09:00, Ертең", naive("2026-03-04T09:00")),
        ("10:45, 25 сәуір 2025", naive("2025-04-25T10:45")),
        ("10:45, 25 Сәуір 2025", naive("2025-04-25T10:45")),
    ],
)
def test_parse_card_time(text, expected):
    assert dates.parse_card_time(text, date(2026, 3, 3)) == expected


@pytest.mark.parametrize(
    "text", ["", "2026-03-03", "31.02.2026 10:00", "01.01.2026 24:00", "٠٣.٠٣.٢٠٢٦ ١٥:٤٥"]
)
def test_a_bad_stamp_is_named(text):
    with pytest.raises(ValueError, match="is no"):
        dates.parse_stamp(text)


@pytest.mark.parametrize(
    "text",
    ["", "Бүгін", "25:00, Бүгін", "10:45, 25 апреля 2025", "10:45, 31 сәуір 2025", "9:00, ертек"],
)
def test_a_bad_card_time_is_named(text):
    with pytest.raises(ValueError, match="is no"):
        dates.parse_card_time(text, date(2026, 3, 3))


def test_a_time_that_clocks_never_showed_or_showed_twice_is_no_time():
    for text in ("29.02.2024 23:30", "31.03.1996 02:30"):  # back on the way to UTC+5; forward
        with pytest.raises(ValueError, match="is no such time"):
            dates.parse_stamp(text, ALMATY)
    with pytest.raises(ValueError, match="is no such time"):
        dates.parse_card_time("23:30, 29 ақпан 2024", date(2026, 3, 3), ALMATY)


def test_the_ends_of_the_calendar_are_errors_not_crashes():
    with pytest.raises(ValueError, match="is no such time"):
        dates.parse_card_time("10:00, Кеше", date.min)


@given(MOMENTS)
def test_a_stamp_reads_back(moment):
    local = moment.astimezone(ALMATY).replace(second=0, microsecond=0, tzinfo=None)
    assert dates.parse_stamp(dates.stamp(moment, ALMATY)) == local


@given(MOMENTS, MOMENTS, LANGUAGES)
def test_a_card_time_reads_back(moment, now, language):
    text = dates.card_time(moment, now, ALMATY, language)
    local = moment.astimezone(ALMATY).replace(second=0, microsecond=0, tzinfo=None)
    today = now.astimezone(ALMATY).date()
    assert dates.parse_card_time(text, today, language=language) == local


@given(MOMENTS, st.integers(min_value=-3, max_value=3), LANGUAGES)
def test_today_ends_at_local_midnight(now, distance, language):
    midnight = now.astimezone(ALMATY).replace(hour=0, minute=0, second=0, microsecond=0)
    last_minute = midnight + timedelta(days=1, seconds=-60)
    said = dates.card_time(last_minute + timedelta(days=distance), now, ALMATY, language)
    named = {0: WORDS[language].today, -1: WORDS[language].yesterday, 1: WORDS[language].tomorrow}
    assert said.startswith("23:59, ")
    assert (said.removeprefix("23:59, ") in named.values()) is (distance in named)
    if distance in named:
        assert said.endswith(named[distance])


@given(MOMENTS, MOMENTS, LANGUAGES)
def test_relative_always_says_something(moment, now, language):
    assert dates.relative(moment, now, ALMATY, language)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_month_has_a_name(language):
    assert len(set(WORDS[language].months)) == 12


def test_a_naive_moment_and_an_unknown_language_are_errors():
    with pytest.raises(ValueError, match="no time zone"):
        dates.stamp(naive("2026-03-03"), ALMATY)
    with pytest.raises(ValueError, match="no date words for 'de'"):
        dates.short_date(date(2026, 3, 3), "de")


def test_hours_over_midnight_end_with_the_twelfth():
    moment = almaty(2026, 3, 2, 20, 0)
    assert dates.relative(moment, almaty(2026, 3, 3, 7, 59), ALMATY) == "11 сағат бұрын"
    assert dates.relative(moment, almaty(2026, 3, 3, 8, 0), ALMATY) == "кеше"
