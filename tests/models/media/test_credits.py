"""Credits: one rendering, whatever was typed, in the language that is spoken."""

import pytest
from django.utils import translation

from articles.models import Photo
from articles.models.media.credits import Medium, parse_credit

ADDRESS = "https://creativecommons.org/licenses/by-sa/3.0/kz/"


@pytest.mark.parametrize(
    ("typed", "medium", "words"),
    [
        ("Zakon.kz", None, "Zakon.kz"),
        ("Фото: Zakon.kz", Medium.PHOTO, "Zakon.kz"),
        ("Фото: Фото: Zakon.kz", Medium.PHOTO, "Zakon.kz"),
        ("фото © Zakon.kz", Medium.PHOTO, "Zakon.kz"),
        ("Сурет: Ақорда", Medium.PICTURE, "Ақорда"),
        ("Видеодан алынған кадр: Хабар 24", Medium.STILL, "Хабар 24"),
        ("Кадр из видео : Хабар 24", Medium.STILL, "Хабар 24"),
        ("Фотобанк Shutterstock", None, "Фотобанк Shutterstock"),
        ("Суретші: Айша Ғали", None, "Суретші: Айша Ғали"),
        ("Фото:", Medium.PHOTO, ""),
    ],
)
def test_what_stands_before_a_credit_is_known_as_such(typed, medium, words):
    assert parse_credit(typed) == (medium, words)


@pytest.mark.parametrize(
    ("fields", "kk", "ru", "en"),
    [
        ({}, "Фото: Zakon.kz", "Фото: Zakon.kz", "Photo: Zakon.kz"),
        (
            {"medium": "still"},
            "Видеодан алынған кадр: Zakon.kz",
            "Кадр из видео: Zakon.kz",
            "Still from a video: Zakon.kz",
        ),
        (
            {"credit": "Сурет: Zakon.kz"},
            "Сурет: Zakon.kz",
            "Изображение: Zakon.kz",
            "Picture: Zakon.kz",
        ),
        (
            {"licence": "cc-by-sa", "licence_url": ADDRESS},
            *("Фото: Zakon.kz / CC BY-SA 3.0", "Фото: Zakon.kz / CC BY-SA 3.0"),
            "Photo: Zakon.kz / CC BY-SA 3.0",
        ),
        (
            {"licence": "cc0", "credit": "Zakon.kz, CC 0"},
            *("Фото: Zakon.kz, CC 0", "Фото: Zakon.kz, CC 0", "Photo: Zakon.kz, CC 0"),
        ),
        ({"credit": ""}, "", "", ""),
    ],
)
def test_a_credit_reads_as_the_edition_says_it(fields, kk, ru, en):
    photo = Photo(**{"credit": "Zakon.kz"} | fields)
    read = []
    for language in ("kk", "ru", "en"):
        with translation.override(language):
            read.append(photo.credit_line)
    assert read == [kk, ru, en]


def test_files_say_whose_the_photo_is_and_where_a_licence_is_to_be_had():
    photo = Photo(
        credit="Фото: REUTERS/А. Сыздық",
        creator="Азат Сыздық",
        agency="Reuters",
        source_url="https://reuters.example/12",
        licence="cc-by",
    )
    said = photo.said
    assert (said.credit, said.creator) == ("REUTERS/А. Сыздық", "Азат Сыздық")
    assert (said.licensor, said.licensor_url) == ("Reuters", "https://reuters.example/12")
    assert said.web_statement == "https://creativecommons.org/licenses/by/4.0/"
