"""Search through its door; the suite runs this on SQLite and again on PostgreSQL."""

import unicodedata
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, SearchEntry
from articles.search import Filters, matching, search, suggest
from tests.factories import forget, make_article, make_author, make_section, make_tag

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def found(text, language="kk", at=None, **kwargs):
    at = at or timezone.now()
    return [hit.article.headline for hit in search(text, language=language, at=at, **kwargs).hits]


def ago(**time):
    return NOW - timedelta(**time)


def test_headline_comes_before_lede_and_lede_before_body():
    make_article("Мәтінде", body="<p>Қалада көпір салынды.</p>", publish=ago(hours=1))
    make_article("Лидте", lede="Жаңа көпір туралы.", publish=ago(hours=2))
    make_article("Көпір ашылды", publish=ago(hours=3))
    make_article("Ескі көпір", publish=ago(days=400))
    assert found("көпір") == ["Көпір ашылды", "Ескі көпір", "Лидте", "Мәтінде"]


def test_articles_with_all_words_come_first():
    make_article("Жаңа көпір", body="<p>Астана</p>", publish=ago(days=3))
    make_article("Жаңа жол", body="<p>Астана</p>")
    make_article("Көл")
    assert found("астана көпір") == ["Жаңа көпір", "Жаңа жол"]
    assert found("көпір жоқсөз") == ["Жаңа көпір"]


@pytest.mark.parametrize(
    ("headline", "typed"),
    [
        ("Қазақстан босқындарды қабылдауға дайын", "босқын"),
        ("Қазақстан босқындарды қабылдауға дайын", "bosqyn"),
        ("Қазақстан босқындарды қабылдауға дайын", "bosqın"),
        ("Қазақстан босқындарды қабылдауға дайын", "بوسقىن"),
        ("Қазақстан босқындарды қабылдауға дайын", "боскындар"),
        ("Қазақстан босқындарды қабылдауға дайын", ",jc0sylfh"),
        ("Қазақстан босқындарды қабылдауға дайын", "бсоқындар"),
        ("Референдумға дайындық басталды", "референдум"),
        ("Қалада жаңа мектеп", "каладагы"),
        ("Мәжіліс депутаттары жиналды", "мажилис"),
        ("Үкімет отырысы", "укiмет".replace("i", "і")),
        ("Үкімет отырысы", "úkimet"),
        ("Теңiз деңгейi көтерілді", "теңіз"),  # with a Latin i
        ("ХІХ ғасырдың хаты", "xix ғасыр"),
        ("Неандерталь сүйегі", "неандертальдықтар"),
        ("Мақта алқабында", "vf0nf fk0f,s"),
        ("Үкімет отырысы", "ükımet"),
    ],
)
def test_whatever_way_it_is_typed(headline, typed):
    make_article(headline)
    make_article("Басқа мақала", body="<p>Ештеңе.</p>")
    assert found(typed)[:1] == [headline]


def test_words_that_stand_together_say_more_than_words_apart():
    make_article("Бір", body="<p>Жаңа зауыт көпір салды. Үйі, жолы, бағы, арығы ескі қала.</p>")
    make_article("Екі", body="<p>Жаңа қала көпір салды. Үйі, жолы, бағы, арығы ескі зауыт.</p>")
    assert found("жаңа зауыт") == found("зауыт жаңа") == ["Бір", "Екі"]
    assert found("жаңа қала") == ["Екі", "Бір"]


def test_a_slip_is_asked_about():
    make_article("Босқындар келді")
    result = search("бсоқын", language="kk", at=timezone.now())
    assert result.suggestion == "босқын"
    assert search("босқын", language="kk", at=timezone.now()).suggestion == ""


def test_nothing_that_is_not_live_shows_in_any_way():
    make_article("Құпияхат табылды", publish=NOW + timedelta(days=1), tags=[make_tag("Құпиятег")])
    make_article("Құпияжоба жазылды", publish=False)
    gone = make_article("Құпиямерзім", publish=ago(days=2), withdraw_at=ago(days=1))
    for typed in ("құпияхат", "құпияхта", "құпияхат келді", "қупияхат", gone.headline, "құпияжбоа"):
        assert not any(search(typed, language="kk", at=NOW)[1:]), typed
    assert suggest("құпия", language="kk", at=NOW) == ([], [])
    later = suggest("құпия", language="kk", at=NOW + timedelta(days=2))
    assert later.queries[0].startswith("құпия")


def test_completions_and_headlines_while_typing():
    bridge = make_article("Көпір ашылды", body="<p>Қалада Тоқаев болды.</p>")
    assert suggest("коп", language="kk", at=timezone.now()).queries == ["көпір"]
    for typed in ("көп", "коп"):
        assert suggest(typed, language="kk", at=timezone.now()).articles == [bridge]
    assert suggest("қалада тоқ", language="kk", at=timezone.now()).queries == ["қалада Тоқаев"]
    for nothing in ("", "к", "көп ", "ءء", "ءءءءء", "қалада ءء"):
        assert suggest(nothing, language="kk", at=timezone.now()) == ([], [])
    assert suggest("köp", language="kk", at=timezone.now()).articles == [bridge]
    assert suggest("", language="kk", at=timezone.now()) == ([], [])


def test_phrases_and_words_with_a_minus():
    make_article("Жаңа көпірлер салынды")
    make_article("Көпір жаңа емес")
    assert found('"жаңа көпір"') == found("«жаңа көпір»") == ["Жаңа көпірлер салынды"]
    assert found("көпір -салынды") == ["Көпір жаңа емес"]
    assert len(found("көпір жаңа - емес")) == 2


def test_filters_and_their_counts():
    sport = make_section("Спорт", "sport")
    author, tag = make_author("Мұрат Әлиев", "murat-aliev"), make_tag()
    make_article("Көпір бір", section=sport, publish=ago(days=9))
    make_article("Көпір екі", tags=[tag], publish=ago(days=5))
    make_article("Көпір үш", authors=[author], publish=ago(days=1))
    result = search("көпір", language="kk", at=NOW)
    assert result.total == 3
    assert result.counts["section"] == {make_section().pk: 2, sport.pk: 1}
    assert result.counts["tag"] == {tag.pk: 1}
    assert result.counts["author"][author.pk] == 1
    for filters, headline in (
        (Filters(section=sport.pk), "Көпір бір"),
        (Filters(tag=tag.pk), "Көпір екі"),
        (Filters(author=author.pk), "Көпір үш"),
        (Filters(since=ago(days=2)), "Көпір үш"),
        (Filters(until=ago(days=7)), "Көпір бір"),
    ):
        assert found("көпір", filters=filters) == [headline]
    assert found("көпір", by_date=True) == ["Көпір үш", "Көпір екі", "Көпір бір"]
    assert found("көпір", filters=Filters(kind=0)) == []


def test_newest_first_whenever_it_was_written():
    make_article("Сайлау бүгін", publish=ago(minutes=5))
    make_article("Сайлау былтыр", publish=ago(days=365))
    make_article("Сайлау кеше", publish=ago(days=1))
    assert found("сайлау") == ["Сайлау бүгін", "Сайлау кеше", "Сайлау былтыр"]


@pytest.mark.parametrize(
    "typed",
    ["САЯСАТ", "саясат", "«Саясат»!", "#саясат", unicodedata.normalize("NFD", "Саясат")],
)
def test_case_and_signs_do_not_matter(typed):
    make_article("Саясат пен өмір")
    assert found(typed) == ["Саясат пен өмір"]


@pytest.mark.parametrize(
    ("headline", "typed"),
    [
        ("СІМ өкілі мәлімдеді", "сім"),
        ("Референдум-2026 қорытындысы", "референдум 2026"),
        ("Референдум-2026 қорытындысы", "Референдум-2026"),
        ("Apple Қазақстанда", "APPLE"),
        ("Бюджет 3,5 трлн", "3,5"),
        ("Дайын жауап", unicodedata.normalize("NFD", "дайын")),
        (unicodedata.normalize("NFD", "Дайын жауап"), "дайын"),
        ("O’Neill келді", "o'neill"),
        ("and or not near", "AND"),
        ("ٴبىر سوز", "ٴبىر"),
    ],
)
def test_words_of_all_sorts(headline, typed):
    make_article(headline)
    make_article("Басқа мақала")
    assert found(typed) == [headline]


def test_a_letter_is_another_only_without_a_kazakh_keyboard():
    make_article("Көл қатты")
    make_article("Қол қойды")
    assert found("көл") == ["Көл қатты"]
    assert found("қол") == ["Қол қойды"]
    assert set(found("кол")) == {"Көл қатты", "Қол қойды"}


def test_tags_authors_and_agency_are_found():
    author = make_author("Мұрат Әлиев", "murat-aliev")
    make_article("Бір", tags=[make_tag("Су реформасы")], authors=[author], agency="Дала-Ақпарат")
    make_article("Екі")
    assert found("реформасы") == found("әлиев мұрат") == found("дала ақпарат") == ["Бір"]


def test_only_what_readers_may_see():
    make_article("Көпір жоба", publish=False)
    make_article("Көпір ертең", publish=NOW + timedelta(days=1))
    make_article("Көпір орысша", language="ru")
    gone = make_article("Көпір алынды", publish=ago(hours=1))
    gone.withdraw(by=None, at=NOW)
    make_article("Көпір мерзімі бітті", publish=ago(days=2), withdraw_at=ago(days=1))
    make_article("Көпір көрінеді", publish=ago(hours=1))
    assert found("көпір") == ["Көпір көрінеді"]
    assert found("көпір", language="ru") == ["Көпір орысша"]
    assert set(found("көпір", at=NOW + timedelta(days=2))) == {"Көпір ертең", "Көпір көрінеді"}


def test_the_desk_finds_all():
    articles = [
        make_article("Көпір жоба", publish=False),
        make_article("Көпір ертең", publish=NOW + timedelta(days=1)),
        make_article("Мост: көпір", language="ru", publish=ago(days=3)),
    ]
    assert set(matching("КӨПІР")) == {article.pk for article in articles}
    assert matching("көпір", limit=1) == [articles[1].pk]
    assert matching("көпір жоба") == [articles[0].pk]


def test_the_desk_finds_while_somebody_types():
    bridges, bridge = make_article("Көпірлер"), make_article("Көпір жоба", publish=False)
    assert set(matching("көпі")) == {bridges.pk, bridge.pk}
    assert matching("жоба көпі") == [bridge.pk]
    assert matching("кө") == []


def test_a_change_is_found_and_what_was_there_before_is_not():
    article = make_article("Ескі тақырып", publish=ago(days=1))
    make_article("Ескі қала", publish=ago(days=2))
    article.headline, article.published_at = "Жаңа тақырып", ago(days=30)
    article.save()
    article.notify_changed(by=None, at=NOW)
    assert found("ескі") == ["Ескі қала"]
    assert found("тақырып") == ["Жаңа тақырып"]
    forget(Article.objects.filter(pk=article.pk))
    assert found("тақырып") == []
    assert SearchEntry.objects.count() == 1


def test_pages_follow_one_another_even_if_articles_come_and_go():
    for number in range(4):
        make_article(f"Көпір {number}", publish=ago(hours=number))
    for number in range(3):
        make_article(f"Лид {number}", lede="Көпір", publish=ago(days=30 * number))
    for number in range(4):
        make_article(f"Мәтін {number}", body="<p>көпір</p>", publish=ago(days=100 * number))
    whole = found("көпір", size=50, at=NOW)
    assert len(whole) == 11
    paged, cursor, at = [], "", NOW
    while True:
        page = search("көпір", language="kk", at=at, after=cursor, size=3)
        paged.append([hit.article.headline for hit in page.hits])
        if not (cursor := page.next_cursor):
            break
        at += timedelta(minutes=1)
        make_article("Көпір жаңа", publish=at)
    assert [len(page) for page in paged] == [3, 3, 3, 2]
    assert [headline for page in paged for headline in page] == whole


def test_a_page_that_is_just_full_is_the_last():
    for number in range(3):
        make_article(f"Көпір {number}")
    assert search("көпір", language="kk", at=timezone.now(), size=3).next_cursor == ""


@pytest.mark.parametrize(
    "cursor", ["x", "4-1", "1", "1-2-", "-1-5-1", "1-1-" + "9" * 10, "9" * 12 + "-1-1", "1-99999-1"]
)
def test_a_malformed_cursor_is_refused(cursor):
    with pytest.raises(ValueError, match="cursor"):
        search("көпір", language="kk", at=NOW, after=cursor)


def test_a_cursor_from_the_future_opens_nothing():
    make_article("Көпір ертең", publish=NOW + timedelta(days=1))
    make_article("Көпір бүгін", publish=ago(hours=1))
    assert found("көпір", at=NOW, after=f"{'9' * 11}-0-0") == ["Көпір бүгін"]


def test_a_page_costs_the_same_whatever_is_found(django_assert_num_queries):
    for number in range(30):
        make_article(f"Көпір {number}", lede="Лид", publish=ago(hours=number))
    # words, places, texts, counts of tags and of authors, cards
    with django_assert_num_queries(6):
        for hit in search("көпір", language="kk", at=NOW).hits:
            assert hit.article.section.name
            assert hit.headline.startswith("<mark>Көпір</mark>")
    # the very word, words that begin so, topics, the index, articles
    with django_assert_num_queries(5):
        suggest("көп", language="kk", at=NOW)
    with django_assert_num_queries(0):
        assert search(" «…» ", language="kk", at=NOW).words == ()


def test_the_desk_finds_what_is_drafted_out_and_scheduled_at_any_time():
    now = timezone.now()
    weeks = [-300, -20, -9, -7, 0, 7, 9, 20, 300]
    for week in weeks:
        make_article(f"Көпір {week}", publish=now + timedelta(weeks=week))
    make_article("Көпір жоба", publish=False)
    found = {Article.objects.get(pk=pk).headline for pk in matching("көпір")}
    assert found == {"Көпір жоба", *(f"Көпір {week}" for week in weeks)}
    assert len(matching("көпір")) == len(weeks) + 1
