"""The three scripts: what is spelled how, what comes back, what is left alone."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.kazakh.alphabet import CYRILLIC, HAMZA
from articles.kazakh.scripts import detect_script, to_arabic, to_cyrillic, to_latin
from tests.support.growth import grows_with_its_text

NEWS = (
    "Бүгін Қазақстан Үкіметі босқындарды қабылдауға дайын екенін жариялады. Ішкі істер "
    "министрлігінің мәліметінше, Иран шекарасынан өткен жүзден астам адам уақытша "
    "орналастырылды, деп хабарлайды тілші. «Бұл — бәрімізге ортақ міндет», — деді министр. "
    "Жиында экономика, мәдениет және қауіпсіздік мәселелері талқыланды. Ауыл тұрғындары су "
    "тапшылығына, жолдың нашарлығына шағымданды. Әкім биылғы бюджеттен 3,5 млрд теңге "
    "бөлінетінін айтты."
)


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Қазақстан", "Qazaqstan"),
        ("Ішкі істер", "Işkı ıster"),
        ("Иран, Йод, Ислам", "İran, İod, İslam"),
        ("ІСІ ИСІ", "ISI İSI"),
        ("Юрий ЮНЕСКО АЯ Ёлка", "İurii İUNESKO AİA İolka"),
        ("шаң ғұн өмір үй һәм", "şañ ğūn ömır üi häm"),
        ("Щука ЩУКА объект", "Ştşuka ŞTŞUKA obekt"),
        ("USA мен Zakon.kz", "USA men Zakon.kz"),
        ("ХХІ ғасыр, ІІ, XІX, АХІ, Х", "XXI ğasyr, II, XIX, AHI, H"),
        ("и\u0306од Їжак ўзбек", "iod Ijak uzbek"),
    ],
)
def test_latin_of_2021(text, latin):
    assert to_latin(text) == latin


@pytest.mark.parametrize(
    ("standard", "latin"),
    [
        ("2018", "Ishki ister, Iran, shań, chek, aýyl, ul, ǵalym, óte, úı"),
        ("2019", "Işkı ıster, İran, şaŋ, çek, awyl, ul, ğalym, öte, üi"),
    ],
)
def test_other_latin_alphabets(standard, latin):
    text = "Ішкі істер, Иран, шаң, чек, ауыл, ұл, ғалым, өте, үй"
    assert to_latin(text, standard) == latin
    assert to_cyrillic(latin) == text


def test_an_unknown_alphabet_is_refused():
    with pytest.raises(ValueError, match="2017"):
        to_latin("сөз", "2017")


@pytest.mark.parametrize(
    ("text", "arabic"),
    [
        ("бала", "بالا"),
        ("көл", "كول"),
        ("үй", f"{HAMZA}ۇي"),
        ("қазір, бірақ", "قازىر، بىراق"),
        ("ата-әжем іс-шара", f"اتا-اجەم {HAMZA}ىس-شارا"),
        ("Юрта; ия, Майя?", "يۋرتا؛ يا، مايا؟"),
        ("3,5 млрд, 2026", "3,5 ملرد، 2026"),
        ("ХІХ → ән", f"XIX ← {HAMZA}ان"),
        ("ауа −7,9", "اۋا \u200e−7,9"),  # or the sign would be seen behind the number
        ("+7 701, COVID-19", "+7 701، COVID-19"),
    ],
)
def test_arabic(text, arabic):
    assert to_arabic(text) == arabic


def test_the_mark_before_a_sign_does_not_come_back():
    assert to_cyrillic(to_arabic("ауа −7,9, су -4")) == "ауа −7,9, су -4"


PRINTED = [
    line.split("\t")
    for line in (Path(__file__).parent / "printed_arabic.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("cyrillic", "arabic", "outlet"), PRINTED)
def test_iya_is_spelled_and_read_as_it_is_printed(cyrillic, arabic, outlet):
    assert to_arabic(cyrillic) == arabic
    assert to_cyrillic(arabic) == cyrillic.lower()


@pytest.mark.parametrize(
    ("text", "cyrillic"),
    [
        ("Türkia, Türkianyñ", "Түркия, Түркияның"),
        ("Blumbergia, Blumbergianyñ", "Блумбергия, Блумбергияның"),
        ("Iurii Iavlinskii, KOMPANIIA", "Юрий Явлинский, КОМПАНИЯ"),
        ("Iaǵnı bul", "Яғни бұл"),
        ("material, dialog", "материал, диалог"),
        ("تەحنولوگييا", "технология"),
        ("قيار، دانيا", "қияр, дания"),
    ],
)
def test_iya_is_read_from_fewer_letters_than_it_has(text, cyrillic):
    assert to_cyrillic(text) == cyrillic


@pytest.mark.parametrize("standard", ["2021", "2019"])
def test_capitals_come_back(standard):
    text = "КОМПАНИЯ, БЮДЖЕТ, ВОЛОНТЁР, ИНСПЕКЦИЯНЫҢ ҚАЙТЫП ІСТЕУІ"
    assert to_cyrillic(to_latin(text, standard)) == text


@pytest.mark.parametrize("convert", [to_latin, partial(to_latin, standard="2018"), to_arabic])
def test_names_in_latin_letters_come_back_as_they_went(convert):
    text = "желіде Wi-Fi, Wi-Fi-дың және Boeing-тың жаңа ұшағы, e-mail, iKomek пен iPhone-ды"
    assert to_cyrillic(convert(text)) == text


def test_news_come_back_whole():
    assert to_cyrillic(to_latin(NEWS)) == NEWS
    assert to_cyrillic(to_arabic(NEWS)) == NEWS.lower()
    assert to_cyrillic(to_latin(NEWS, "2018")) == NEWS
    assert to_cyrillic(to_latin(NEWS, "2019")) == NEWS


@pytest.mark.parametrize("typed", ["bosqyn", "bosqın", "بوسقىن", "босқын", "BOSQYN", "Bosqyn"])
def test_all_ways_to_type_a_word_meet(typed):
    assert to_cyrillic(typed).lower() == "босқын"


@pytest.mark.parametrize(
    "kept",
    [
        '<a href="/сөз/?a=ә" title="Сөз">',
        "<!-- ескерту -->",
        "&quot;",
        "&#1072;",
        "https://қазақ.қаз/жол?сөз=ә#үй",
        "redaksia@хабар.қаз",
        "@khabar_kz",
        "хабар.қаз",
        '<span lang="ru">Привет, <span>мир</span></span>',
        "<i lang='en'>Привет</i>",
        '<b translate="no">Сөз</b>',
        "<script>let сөз = 1 < 2;</script>",
        "<code>сөз</code>",
        "Zakon.kz",
        "USA",
    ],
)
@pytest.mark.parametrize("convert", [to_latin, to_arabic])
def test_kept_byte_for_byte(kept, convert):
    result = convert(f"Үй {kept} және бала")
    assert kept in result
    assert result == f"{convert('Үй')} {kept} {convert('және бала')}"
    assert kept in to_cyrillic(f"Үй {kept} және бала")


def test_the_text_of_a_hashtag_link_changes_and_its_target_stays():
    link = '<a href="/taqyryp/босқын/">#Босқын</a>'
    assert to_latin(link) == '<a href="/taqyryp/босқын/">#Bosqyn</a>'


def test_listed_names_stay_or_are_spelled_as_listed():
    assert to_latin("Чехов пен Чеховтың Чеховка", exceptions=["Чехов"]) == (
        "Чехов pen Чеховtyñ Tşehovka"
    )
    spelled = {"Назарбаев": "Nazarbayev"}
    assert to_latin("Назарбаевтың", exceptions=spelled) == "Nazarbayevtyñ"
    assert to_arabic("Есениннің", exceptions={"Есенин": "ەسەنين"}) == "ەسەنيننىڭ"
    assert to_latin("Жаңа Өмір, Жаңа", exceptions=["Жаңа Өмір", "Ж"]) == "Жаңа Өмір, Jaña"
    assert to_arabic("сөз", exceptions={"": "x"}) == to_arabic("сөз")


def test_an_ending_behind_an_address_is_converted():
    assert to_latin("хабар.қаз-дан, a@хабар.қаз-ға, a-b.kz-тен") == (
        "хабар.қаз-dan, a@хабар.қаз-ğa, a-b.kz-ten"
    )


@pytest.mark.parametrize(
    ("text", "script"),
    [("", "cyrl"), ("2026 — !", "cyrl"), ("Сөз USA", "cyrl"), ("sóz", "latn"), ("ٴسوز", "arab")],
)
def test_script_is_detected(text, script):
    assert detect_script(text) == script


@given(st.text())
def test_any_text_is_taken(text):
    for convert in (to_latin, to_arabic, to_cyrillic):
        assert isinstance(convert(text), str)


@given(st.text(alphabet=CYRILLIC + CYRILLIC.upper() + " ,.«»—-", max_size=60))
def test_no_cyrillic_letter_is_left(text):
    letters = set(CYRILLIC + CYRILLIC.upper())
    assert letters.isdisjoint(to_latin(text))
    assert letters.isdisjoint(to_arabic(text))


@given(st.text(alphabet="абдмнпртлқғыоұ", min_size=1, max_size=12))
def test_letters_of_one_sound_come_back_from_latin(word):
    # Of two words that Latin letters write alike the known one comes back: роль, not рол.
    assert to_cyrillic(to_latin(word)).replace("ь", "") == word


@given(st.text(alphabet="аеоусл <>&;\"'=/lang-ruкспan@.:", max_size=80))
def test_markup_survives(text):
    for convert in (to_latin, to_arabic):
        result = convert(text)
        for sign in "<>&\"'=/@":
            assert result.count(sign) == text.count(sign)


@pytest.mark.parametrize(
    "part",
    ["а", "ә ", "<", '<a "', "<!--", "&a", "а.", "a@", "www.", "<b lang=ru>", "<a x='\"", "Ә-", "ə",
     "http://", ".қаз", "ya", "İ", "ٴا", "يا ", "kia"],
)  # fmt: skip
@pytest.mark.parametrize("convert", [to_latin, to_arabic, to_cyrillic])
def test_a_script_takes_no_more_than_its_text(convert, part):
    assert grows_with_its_text(convert, part)
