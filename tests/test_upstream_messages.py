"""Django's own words in Kazakh: locale/upstream and newsroom/formats fill in what Django lacks."""

import datetime
import json
import re
from decimal import Decimal
from pathlib import Path

import django
import polib
import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import formats, translation

DJANGO = Path(django.__file__).parent
UPSTREAM = Path(settings.BASE_DIR) / "locale/upstream"
SAME_IN_EVERY_LANGUAGE = {
    "IPv4", "IPv6", "URL", "…", ":", ", ", ":?.!",
    "%(truncated_text)s…", "%(class_name)s %(instance)s",
}  # fmt: skip


def english(domain):
    """Every message of Django that the installed apps can show, from the English catalogues."""
    homes = [DJANGO / "conf", *(Path(app.path) for app in apps.get_app_configs())]
    paths = [home / "locale/en/LC_MESSAGES" / f"{domain}.po" for home in homes]
    return [
        entry
        for path in paths
        if DJANGO in path.parents and path.exists()
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    ]


def kazakh(entry, number=None):
    """What a Kazakh page shows for ``entry``, asked where every page asks."""
    with translation.override("kk"):
        if number is not None and entry.msgctxt:
            return translation.npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, number)
        if number is not None:
            return translation.ngettext(entry.msgid, entry.msgid_plural, number)
        if entry.msgctxt:
            return translation.pgettext(entry.msgctxt, entry.msgid)
        return translation.gettext(entry.msgid)


def shown(entry):
    """Each Kazakh text that ``entry`` can become, beside the English one it stands for."""
    if not entry.msgid_plural:
        return [(entry.msgid, kazakh(entry))]
    return [(entry.msgid, kazakh(entry, 1)), (entry.msgid_plural, kazakh(entry, 3))]


def is_translated(source, text):
    return source in SAME_IN_EVERY_LANGUAGE or (text != source and text.strip() != "")


def test_every_message_of_django_is_in_kazakh():
    entries = english("django")
    assert len(entries) > 600
    bare = [pair for entry in entries for pair in shown(entry) if not is_translated(*pair)]
    assert bare == []


@pytest.mark.parametrize("number", [None, 1, 3])
def test_ours_win_over_those_of_django(number):
    for entry in polib.pofile(str(UPSTREAM / "kk/LC_MESSAGES/django.po")):
        if bool(entry.msgid_plural) is (number is not None):
            ours = entry.msgstr_plural[number != 1] if number else entry.msgstr
            assert kazakh(entry, number) == ours


def script_catalogue(client):
    script = client.get(reverse("admin:jsi18n")).content.decode()
    return json.loads(re.search(r"const newcatalog = (\{.*?\n  \});", script, re.DOTALL)[1])


def script_key(entry):
    return f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid


@pytest.mark.django_db
def test_scripts_of_the_admin_speak_kazakh(admin_client):
    catalogue = script_catalogue(admin_client)
    ours = polib.pofile(str(UPSTREAM / "kk/LC_MESSAGES/djangojs.po"))
    for entry in ours:
        forms_of = list(entry.msgstr_plural.values())
        assert catalogue[script_key(entry)] == (forms_of or entry.msgstr)
    assert {script_key(e) for e in english("djangojs")} <= {script_key(e) for e in ours}


@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_lower_case(month):
    day = datetime.date(2026, month, 3)
    with translation.override("kk"):
        for code in "FNEb":  # "M" is capitalised by Django itself
            assert formats.date_format(day, code).islower()


def test_days_and_times_are_written_as_in_kazakh():
    day = datetime.datetime(2026, 4, 3, 15, 45)  # noqa: DTZ001, a wall clock is formatted
    with translation.override("kk"):
        assert formats.date_format(day) == "03.04.2026"
        assert formats.date_format(day, "DATETIME_FORMAT") == "03.04.2026 15:45"
        assert formats.date_format(day, "YEAR_MONTH_FORMAT") == "2026 ж. сәуір"
        assert formats.date_format(day, "MONTH_DAY_FORMAT") == "3 сәуір"
        assert formats.date_format(day, "l") == "жұма"
        assert formats.date_format(day, "D") == "жм"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_weeks_begin_on_monday_and_days_come_first(language):
    with translation.override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
        assert forms.DateField().clean("03.04.2026") == datetime.date(2026, 4, 3)
        for typed in ("03.04.2026 15:45", "03.04.2026 15:45:00", "2026-04-03 15:45"):
            assert forms.DateTimeField().clean(typed).strftime("%d %m %H:%M") == "03 04 15:45"
        assert forms.TimeField().clean("15:45") == datetime.time(15, 45)


def test_numbers_are_written_as_in_kazakh():
    with translation.override("kk"):
        assert formats.number_format(Decimal("1234567.5"), force_grouping=True) == (
            "1\xa0234\xa0567,5"
        )
        assert forms.DecimalField(localize=True).clean("2,5") == Decimal("2.5")


def test_a_field_shows_an_instant_so_that_saving_does_not_move_it():
    instant = datetime.datetime(2026, 4, 3, 15, 45, 12)  # noqa: DTZ001, a form's naive value
    for language in ("kk", "ru", "en"):
        with translation.override(language):
            text = forms.DateTimeInput().format_value(instant)
            assert forms.DateTimeField().clean(text).second == 12
