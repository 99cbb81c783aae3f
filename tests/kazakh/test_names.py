"""Names and loan words: all their forms meet under one lemma, which is the name itself."""

import pytest

from articles.kazakh.lemmas import lemma

FAMILIES = {
    # first names, listed and made as names are
    "данияр": "Данияр Даниярдың Даниярға Даниярмен",
    "назерке": "Назерке Назеркенің Назеркеге Назеркеден",
    "айдар": "Айдар Айдардың Айдарды Айдардан",
    "тілеуберген": "Тілеуберген Тілеубергеннің Тілеубергенге",
    "оразхан": "Оразхан Оразханның Оразханға Оразханнан",
    "бибігүл": "Бибігүл Бибігүлдің Бибігүлге Бибігүлмен",
    # family names, which nobody lists
    "жақсыбеков": "Жақсыбеков Жақсыбековтің Жақсыбековті Жақсыбековке Жақсыбековпен",
    "тасмағамбетов": "Тасмағамбетов Тасмағамбетовтың Тасмағамбетовты Тасмағамбетовта",
    "бектенов": "Бектенов Бектеновтің Бектеновтен",
    "қонаева": "Қонаева Қонаеваның Қонаеваға Қонаеваны",
    "маяковский": "Маяковский Маяковскийдің Маяковскийге",
    "серікболұлы": "Серікболұлы Серікболұлының Серікболұлына",
    # places
    "пәкістан": "Пәкістан Пәкістанның Пәкістанға Пәкістанда Пәкістаннан",
    "риддер": "Риддер Риддердің Риддерге Риддерде",
    "өскемен": "Өскемен Өскеменде Өскеменнің Өскеменнен",
}
LOANS = {
    "журналист": "журналист журналисі журналистер журналистің журналистерге",
    "пианист": "пианист пианисі пианистер пианистің",
    "процесс": "процесс процесі процестер процесінде процеске",
    "конгресс": "конгресс конгресі конгресіне конгресте",
    "металл": "металл металдың металдар металы",
    "съезд": "съезд съезі съезде съезге съезінің съезінде",
    "стиль": "стиль стилі стилінде стиліміз",
    "скорость": "скорость скоросы скоросына",
    "объект": "объект объектілер объектіге объектінің объектіміз",
    "банк": "банк банкі банкінің банктер банктің",
}


@pytest.mark.parametrize("name", FAMILIES)
def test_all_forms_of_a_name_meet_under_it(name):
    assert {lemma(form) for form in FAMILIES[name].split()} == {name}


@pytest.mark.parametrize("forms", ["Дрезден Дрезденнің Дрезденге", "Гранада Гранаданың Гранаданы"])
def test_forms_of_an_unknown_name_meet_though_it_looks_inflected(forms):
    assert len({lemma(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("loan", LOANS)
def test_a_loan_has_its_last_letter_back(loan):
    assert {lemma(form) for form in LOANS[loan].split()} == {loan}


@pytest.mark.parametrize(
    ("word", "other"),
    [("Назарбаев", "Назарбаева"), ("Байден", "бай"), ("Обама", "оба"), ("тас", "таст")],
)
def test_names_are_not_other_words(word, other):
    assert lemma(word) != lemma(other)


@pytest.mark.parametrize("form", ["хан ханның ханға", "бек бектің", "жан жанның жанға", "нұр нұры"])
def test_words_that_names_are_made_of_are_declined_as_before(form):
    assert len({lemma(word) for word in form.split()}) == 1
