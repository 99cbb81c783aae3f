"""Photos are found as articles are: in any form, script and slip of the words said of them."""

import pytest
from django.core.management import call_command

from articles.models import Photo, PhotoEntry, PhotoWord
from articles.search.photos import is_any_missing, matching
from articles.tasks.photo_index import index_photos
from tests.factories import make_article, make_photo

pytestmark = pytest.mark.django_db


def found(text):
    return [Photo.objects.get(pk=key).caption for key in matching(text)]


@pytest.mark.parametrize(
    "typed",
    [
        *("Балқашта", "балқаш көлінің", "БАЛҚАШ", "балкаш", "Balqash", "بالقاش", "балқш"),
        *(",fk0fi", "балқа", "жағалаудағы балқаш"),  # the first with another keyboard
    ],
)
def test_whatever_form_of_a_word_is_typed(typed):
    make_photo(caption="Балқаш көлі", alt="Жағалау")
    make_photo(caption="Алматы", alt="Таулар")
    assert found(typed) == ["Балқаш көлі"]


@pytest.mark.parametrize(
    "field",
    ["headline", "alt", "credit", "creator", "agency", "keywords", "persons", "place"],
)
def test_in_all_that_is_said_of_a_photo(field):
    make_photo(caption="Бұл", **{field: "Айгүл Сәрсенова, Түркістан"})
    make_photo(caption="Басқа")
    assert found("сәрсенованың") == ["Бұл"]


def test_the_newest_first_and_all_words_of_a_query():
    for caption in ("Ескі көпір", "Жаңа көпір", "Жаңа жол"):
        make_photo(caption=caption)
    assert found("көпірдің") == ["Жаңа көпір", "Ескі көпір"]
    assert found("жаңа көпірлер") == ["Жаңа көпір"]
    assert found("көпір -ескі") == ["Жаңа көпір"]


def test_a_word_is_taken_for_unfinished_where_too_few_have_it_as_it_stands():
    first, second, longer = (make_photo(caption=one) for one in ("Кітап", "Кітап", "Кітапхана"))
    assert matching("кітап", limit=2) == [second.pk, first.pk]
    assert matching("кітап", limit=3) == [longer.pk, second.pk, first.pk]


def test_what_is_said_anew_is_found_and_what_was_said_is_not():
    photo = make_photo(caption="Көпір")
    photo.caption = "Қайық"
    photo.save()
    assert (found("көпір"), found("қайықтар")) == ([], ["Қайық"])
    photo.delete()
    assert found("қайық") == []
    assert not PhotoEntry.objects.exists()


def test_words_of_photos_are_no_words_of_articles(client):
    """Readers are not led to what only the desk knows."""
    make_article("Су қоймасы")
    make_photo(caption="Мұздық")
    answer = client.get("/api/v1/suggestions/", {"q": "мұзд"}).json()
    assert answer == {"queries": [], "articles": []}


def test_those_that_came_past_the_index_are_entered_by_the_worker():
    Photo.objects.bulk_create(Photo(caption=f"Мұнара {n}", credit="А") for n in range(45))
    make_photo(caption="Мұнара")
    assert (len(matching("мұнараны")), is_any_missing()) == (1, True)
    index_photos.call()
    assert (len(matching("мұнараны")), is_any_missing()) == (46, False)


def test_the_command_enters_all_of_them_and_counts_their_words():
    for number in range(40):
        make_photo(caption=f"Мұнара {number}")
    PhotoEntry.objects.all().delete()
    assert found("мұнара") == []
    call_command("reindex")
    assert len(found("мұнара")) == 40
    assert PhotoWord.objects.get(word="мұнара").photos == 40
