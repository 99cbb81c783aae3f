"""The page text format by itself: what is read, what is said of mistakes, what is written."""

from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from articles.exchange import page
from articles.exchange.record import BadInput, RelatedEntry
from articles.text import bodies
from tests.exchange.support import LIBRARY, SHORT, edited
from tests.support.growth import grows_with_its_text

ALMATY = ZoneInfo("Asia/Almaty")


def parse(text):
    return page.parse(text, ALMATY)


def read(tmp_path, data: bytes):
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    return list(page.read(path))


def test_every_element_arrives_in_its_field():
    record = parse(LIBRARY)
    assert record.headline == "Жүз жылдық мектепте ашық кітапхана есігін ашты"
    assert record.section == "Қоғам"
    assert record.kind == "жаңалық"
    assert record.tags == ("Ауыл", "Білім-2030")
    assert record.instant == datetime(2026, 4, 14, 11, 20, tzinfo=ALMATY)
    assert record.credit == "Айбек Оспанов"
    assert record.authors == ("Нұрлан Сейітов", "Әсел Қайратқызы")
    assert record.related == (
        RelatedEntry(
            headline="Ауыл мектептеріне жаңа автобус берілді",
            moment=datetime(2026, 4, 14, 9, 5, tzinfo=ALMATY),
        ),
        RelatedEntry(
            headline="Сыр бойында күріш егісі басталды",
            moment=datetime(2026, 4, 13, 18, 40, tzinfo=ALMATY),
        ),
        RelatedEntry(
            headline="Облыста екі мың бала кітап оқу жарысына қатысты",
            moment=datetime(2025, 10, 25, 10, 45, tzinfo=ALMATY),
        ),
    )


def test_paragraphs_and_the_quotation_are_kept():
    record = parse(LIBRARY)
    assert len(bodies.paragraphs(record.body)) == 5
    assert record.body.count("<blockquote>") == 1
    assert '<blockquote><p>"Бұрын кітап іздеп' in record.body


@pytest.mark.parametrize("text", [LIBRARY, SHORT])
def test_a_page_is_written_as_it_was_read(text):
    assert page.write(parse(text)) == text


@pytest.mark.parametrize(
    "variant",
    [
        "\ufeff" + LIBRARY,
        LIBRARY.replace("\n", "\r\n"),
        LIBRARY.replace("\n", "\r"),
        LIBRARY.replace("\n", "\n\n \n"),
        "\n\n" + LIBRARY + "\n\n",
        "\n".join(line for line in LIBRARY.split("\n") if line),
        LIBRARY.rstrip("\n"),
        LIBRARY.replace("#Ауыл #Білім-2030", "#Ауыл  #Білім-2030  "),
        LIBRARY.replace("жаңалық 14.04.2026 11:20 Фото: ", "жаңалық  14.04.2026  11:20  Фото:"),
        LIBRARY.removesuffix("Оқи отырыңыз\n"),
    ],
)
def test_what_copying_does_to_a_page_does_not_matter(tmp_path, variant):
    assert read(tmp_path, variant.encode()) == [parse(LIBRARY)]


def test_decomposed_letters_are_composed(tmp_path):
    decomposed = SHORT.replace("й", "и\u0306")
    assert read(tmp_path, decomposed.encode()) == [parse(SHORT)]


def test_what_may_be_missing():
    record = parse(SHORT)
    assert (record.tags, record.credit, record.related) == ((), "", ())
    assert record.authors == ("Дина Омарова",)


def test_tags_may_have_spaces_and_come_twice():
    text = edited(LIBRARY, ("#Ауыл", "#Су тасқыны #Ауыл #Ауыл"))
    assert parse(text).tags == ("Су тасқыны", "Ауыл", "Білім-2030")


def test_entries_without_times():
    text = edited(LIBRARY, ("09:05, Бүгін\n", ""), ("18:40, Кеше\n", ""))
    assert [entry.moment is None for entry in parse(text).related] == [True, True, False]
    assert page.write(parse(text)) == text


def test_a_headline_that_ends_in_today_is_no_time():
    text = edited(LIBRARY, ("Сыр бойында күріш егісі басталды", "Облыста күріш егілді, бүгін"))
    assert parse(text).related[1].headline == "Облыста күріш егілді, бүгін"
    assert parse(text).related[1].moment is not None


def test_today_is_the_day_of_the_date_line():
    text = edited(LIBRARY, ("date 2026-04-14", "date 2026-04-20"))
    assert parse(text).related[0].moment == datetime(2026, 4, 20, 9, 5, tzinfo=ALMATY)
    assert parse(text).instant == datetime(2026, 4, 14, 11, 20, tzinfo=ALMATY)


KIND = "жаңалық 14.04.2026 11:20 Фото: Айбек Оспанов\n"


@pytest.mark.parametrize(
    ("changes", "line", "said"),
    [
        ([(" date 2026-04-14 #Ауыл #Білім-2030\n", "")], 1, "бірінші жол"),
        ([("2026-04-14", "2026-02-30")], 1, "«2026-02-30» күні"),
        ([("#Ауыл", "Ауыл #Ауыл")], 1, "# белгісінен"),
        ([("Қоғам\n", "")], 5, "бөлім мен тақырып"),
        ([("Жүз жылдық мектепте ашық кітапхана есігін ашты\n", "")], 5, "бөлім мен тақырып"),
        ([(KIND, "")], 6, "жанр мен уақыт күтілді"),
        ([("14.04.2026 11:20", "31.04.2026 11:20")], 6, "«31.04.2026 11:20» уақыты"),
        ([("14.04.2026 11:20", "14.04.2026 25:20")], 6, "«14.04.2026 25:20» уақыты"),
        ([("14.04.2026 11:20", "14.04.26 11:20")], 6, "«14.04.26 11:20» уақыты"),
        ([("жаңалық 14.04.2026 11:20", "жаңалық")], 6, "жанр мен уақыт күтілді"),
        (
            [
                ("Нұрлан Сейітов\nНұрлан Сейітов\n", ""),
                ("Әсел Қайратқызы\nӘсел Қайратқызы\n", ""),
            ],
            15,
            "автор жоқ",
        ),
        ([("Әсел Қайратқызы\nӘсел Қайратқызы\n", "Әсел Қайратқызы\n")], 19, "автор жоқ"),
        ([("09:05, Бүгін", "09:75, Бүгін")], 23, "«09:75, Бүгін» уақыты"),
        ([("09:05, Бүгін", "09:05, Ертек")], 23, "«09:05, Ертек» уақыты"),
        ([("09:05, Бүгін", "aa:05, Бүгін")], 23, "«aa:05, Бүгін» уақыты"),
        ([("25 қазан 2025", "32 қазан 2025")], 29, "«10:45, 32 қазан 2025» уақыты"),
        (
            [("Оқи отырыңыз\nАуыл мектептеріне жаңа автобус берілді\n", "Оқи отырыңыз\n")],
            22,
            "алдында тақырып жоқ",
        ),
    ],
)
def test_mistakes_are_named_with_their_line(changes, line, said):
    with pytest.raises(BadInput, match=said) as caught:
        parse(edited(LIBRARY, *changes))
    assert caught.value.line == line


def test_a_page_without_paragraphs():
    with pytest.raises(BadInput, match="мәтін жоқ") as caught:
        parse(edited(SHORT, ("Жарысқа екі мыңнан астам адам қатысты.\n", "")))
    assert caught.value.line == 6


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b"", 1, "файл бос"),
        (b" \r\n\n", 1, "файл бос"),
        (LIBRARY.encode("cp1251", "replace"), 1, "UTF-8"),
        (LIBRARY.encode("utf-16-le"), 2, "UTF-8"),
        ("Ascii only".encode("utf-16-le"), 1, "U+0000"),
        (SHORT.encode() + "Қосымша".encode()[:-1], 11, "UTF-8"),
        (SHORT.replace("Спорт", "Спо\0рт").encode(), 2, "U+0000"),
        (b" date 2026-04-14\n", 1, "жетіспейді"),
        (b"a\n" * 600_000, 0, "тым үлкен"),
    ],
)
def test_files_that_are_no_pages(tmp_path, data, line, said):
    (error,) = read(tmp_path, data)
    assert said in str(error)
    assert error.line == line


@pytest.mark.parametrize("filler", [" ", "1.", "1 1.1 ", "а", "#", "\n", "09:05\n", "а\nа\n"])
@pytest.mark.parametrize("page", ["{}", edited(LIBRARY, ("Айбек", "{}"))])
def test_a_page_takes_no_more_than_its_text(page, filler):
    def read_page(text):
        with suppress(BadInput):
            parse(page.replace("{}", text))

    assert grows_with_its_text(read_page, filler)
