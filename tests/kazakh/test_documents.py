"""Whole pages in another script: what changes, what stays, what is marked."""

import json
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.kazakh.documents import convert_document, convert_json
from articles.kazakh.scripts import to_arabic, to_latin

latin = partial(convert_document, convert=to_latin, lang="kk-Latn")
arabic = partial(convert_document, convert=to_arabic, lang="kk-Arab", right_to_left=True)


@pytest.mark.parametrize(
    ("document", "converted"),
    [
        ('<html lang="kk"><title>Су</title>', '<html lang="kk-Latn"><title>Su</title>'),
        ('<p title="Сөз" id=a>Сөз &amp; үй</p>', '<p title="Söz" id=a>Söz &amp; üi</p>'),
        ('<img alt="1 > 0, қар" src="/қар.png">', '<img alt="1 > 0, qar" src="/қар.png">'),
        ('<meta name="description" content="Ішкі">', '<meta name="description" content="Işkı">'),
        ("<b data-done='Көшірілді'>", "<b data-done='Köşırıldı'>"),
        ('<input name="q" value="сөз" placeholder="Іздеу">',
         '<input name="q" value="сөз" placeholder="Izdeu">'),
        ("<textarea>сөз <b></textarea>су", "<textarea>сөз <b></textarea>su"),
        ('<i lang="ru">да <i>нет</i> "</i> су', '<i lang="ru">да <i>нет</i> "</i> su'),
        ('<a translate="no" title="Қ">Қаз</a>, қаз', '<a translate="no" title="Қ">Қаз</a>, qaz'),
        ('<br lang="ru" title="да">су', '<br lang="ru" title="да">su'),
        ("<code>сөз</code><svg><g>сөз</g></svg>", "<code>сөз</code><svg><g>сөз</g></svg>"),
        ("<script>let сөз = '</b>';</script>су", "<script>let сөз = '</b>';</script>su"),
        ("<!doctype html><!-- сөз <b> -->су", "<!doctype html><!-- сөз <b> -->su"),
        ('<p lang="kk">ұл</p> <p lang="kk-Arab">x</p>',
         '<p lang="kk-Latn">ūl</p> <p lang="kk-Arab">x</p>'),
        ("3 < 5 сөз <бұл> & <!-- су", "3 < 5 söz <būl> & <!-- су"),
        ("Zakon.kz <b>USA</b>", "Zakon.kz <b>USA</b>"),
    ],
)  # fmt: skip
def test_latin(document, converted):
    assert latin(document) == converted


def test_an_arabic_page_runs_from_right_to_left_but_not_what_is_in_another_language():
    page = '<html lang="kk"><body>үй, <p lang="ru">да, нет</p><a translate="no">Қаз</a></body>'
    assert arabic(page) == (
        '<html lang="kk-Arab" dir="rtl"><body>ٴۇي، <p lang="ru" dir="ltr">да, нет</p>'
        '<a translate="no">Қаз</a></body>'
    )


@pytest.mark.parametrize(
    ("document", "converted"),
    [
        ("<p>Тел. +7 (727) 200-00-00, су", '<p>تەل. <bdi dir="ltr">+7 (727) 200-00-00</bdi>، سۋ'),
        ("<title>Су +7 727 200 00 00</title>", "<title>سۋ +7 727 200 00 00</title>"),
        ("Су +7 727 200 00 00", "سۋ +7 727 200 00 00"),
        ("<b>2+2 су</b>", "<b>2+2 سۋ</b>"),
    ],
)
def test_a_telephone_number_keeps_its_order(document, converted):
    assert arabic(document) == converted


def test_data_in_a_page_are_converted_and_cannot_end_their_element():
    page = (
        '<script type="application/ld+json">{"name": "Ө </", "url": "https://қаз.қаз/ә"}</script>'
    )
    converted = latin(page)
    assert converted.startswith('<script type="application/ld+json">{"name": "Ö \\u003c/"')
    assert "https://қаз.қаз/ә" in converted


def test_json():
    data = {"аты": "Құс", "list": ["<b>Үй</b>", 1, None, True], "url": "/search/?q=a"}
    converted = json.loads(convert_json(json.dumps(data), to_latin))
    assert converted == {"аты": "Qūs", "list": ["<b>Üi</b>", 1, None, True], "url": "/search/?q=a"}


@given(st.text(alphabet="аүқ <>/!-=&;\"'\x1fblangrupt", max_size=60))
def test_any_page_is_taken_and_keeps_its_markup(document):
    page = document.replace("\x1f", "")
    for convert in (latin, arabic):
        converted = convert(page)
        for sign in "<>&'/;":
            assert converted.count(sign) == page.count(sign) or sign == ";"
