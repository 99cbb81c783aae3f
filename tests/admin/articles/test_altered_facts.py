"""Facts that a change alters: a reason to ask whether it is a correction."""

import pytest

from articles.admin.articles.altered_facts import altered_facts
from tests.support.growth import grows_with_its_text


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        ("Өртте 12 адам өлді.", "Өртте 15 адам өлді.", ["12"], ["15"]),
        ("Бағасы 3,5 млн теңге.", "Бағасы 3,7 млн теңге.", ["3,5"], ["3,7"]),
        ("Үлесі 40 % болды.", "Үлесі 45 % болды.", ["40 %"], ["45 %"]),
        ("Сағат 14:20-да болды.", "Сағат 15:20-да болды.", ["14:20"], ["15:20"]),
        ("Министр Ерлан Ахметов.", "Министр Ермек Ахметов.", ["Ерлан"], ["Ермек"]),
        ("Ерлан Ахметов келді.", "Ермек Ахметов келді.", ["Ерлан"], ["Ермек"]),
        ("Алматыда су тасыды.", "Астанада су тасыды.", ["Алматыда"], ["Астанада"]),
        ("«Ия», – деді ол.", "«Жоқ», – деді ол.", ["«Ия»"], ["«Жоқ»"]),
        ("Жиынға 12 елден келді.", "Жиынға жұрт келді.", ["12"], []),
    ],
)  # fmt: skip
def test_another_figure_name_or_quote_is_a_fact_altered(before, after, gone, come):
    assert altered_facts(before, after) == (gone, come)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Өртте, 12 адам өлді.", "Өртте 12 адам өлді."),
        ("Бағасы 12 500 теңге.", "Бағасы 12\u00a0500 теңге."),
        ("Қала әкімі Ахметов келді.", "Қала әкімі Ахметовті көрді."),
        ("Мектеп ашылды. Бала көп.", "Мектеп ашылды. Оқушы көп."),
        ("Су тасыды.", "Су тасыды: 12 үй, Ахметов айтты."),
        ("Ахметов келді, жұрт Ахметовті күтті.", "Жұрт Ахметовті күтті."),
        ("", "Өртте 12 адам өлді."),
    ],
)
def test_a_comma_an_ending_or_what_is_added_alters_none(before, after):
    assert altered_facts(before, after) is None


def test_many_names_at_once_take_no_more_than_the_text():
    letters = str.maketrans("0123456789", "абвгдежзик")

    def rewrite(text):
        names = (f"Ерт{number}".translate(letters) for number in range(len(text) // 10))
        return altered_facts(" көрді, ".join(names), "")

    assert grows_with_its_text(rewrite, "ж")
