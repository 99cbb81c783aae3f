"""Pages as they are copied from browsers and other systems: a little other than they should be."""

import pytest

from articles.models import Article
from tests.exchange.support import LIBRARY, edited, rewrite, run
from tests.factories import forget

pytestmark = pytest.mark.django_db
FIRST, AUTHOR = "Нұрлан Сейітов", "Әсел Қайратқызы"
TIME, TIME_LINE = "09:05, Бүгін", 23
HEAD = "жаңалық 14.04.2026 11:20 Фото: Айбек Оспанов"


def taken(path):
    """The article of the page, after it went in without a fault."""
    assert run("import_articles", path)[::2] == (0, "")
    return Article.objects.get(headline__startswith="Жүз жылдық")


def names_of(article):
    return [byline.author.name for byline in article.bylines.all()]


@pytest.mark.parametrize(
    "line",
    [
        "жаңалық 14.04.2026 11:20\nФото: Айбек Оспанов",
        "жаңалық 14.04.2026 11:20\n\nФото : Айбек Оспанов",
        "жаңалық 14.04.2026 11:20\nФОТО © Айбек Оспанов",
        "жаңалық 14.04.2026 11:20 Фото © Айбек Оспанов",
        "жаңалық 14.04.2026 11:20 фото:Айбек Оспанов",
        "жаңалық 14.04.2026, 11:20 Фото: Айбек Оспанов",
        "жаңалық  14.04.2026  11:20  Фото:  Айбек  Оспанов",
    ],
)
def test_stamp_and_credit_arrive_in_their_fields(file, line):
    paragraphs = taken(file).body.count("<p>")
    forget(Article.objects.all())
    rewrite(file, (HEAD, line))
    article = taken(file)
    assert article.photo.credit == "Айбек Оспанов"
    assert article.published_at.isoformat() == "2026-04-14T06:20:00+00:00"
    assert article.body.count("<p>") == paragraphs


def test_hashtags_without_spaces_between_them(file):
    line = LIBRARY.splitlines()[0]
    rewrite(file, (line, " date 2026-04-14 #Бір-2026#Екі #C# #Үш төрт"))
    assert [tagging.tag.name for tagging in taken(file).taggings.all()] == [
        "Бір-2026",
        "Екі",
        "C#",
        "Үш төрт",
    ]


def test_spaces_count_once_everywhere(file):
    before = taken(file)
    said = before.headline, before.body, before.picks.count()
    forget(Article.objects.all())
    file.write_text(LIBRARY.replace(" ", "  "), encoding="utf-8")
    after = taken(file)
    assert (after.headline, after.body, after.picks.count()) == said


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_an_encoding_is_known_by_its_mark(file, encoding):
    file.write_bytes(LIBRARY.encode(encoding))
    taken(file)


@pytest.mark.parametrize("time", ["2 сағат бұрын", "Кеше", "2 часа назад", "бейсенбі күні таңда"])
def test_a_time_that_cannot_be_read_is_named_and_never_an_article(file, time):
    rewrite(file, (TIME, time))
    code, _, err = run("import_articles", file)
    assert code == 1
    assert err.startswith(f"{file}:{TIME_LINE}: «{time}» уақыты дұрыс емес")
    assert not Article.objects.exists()


def test_an_author_who_stands_once_is_named(file):
    rewrite(file, (f"{AUTHOR}\n{AUTHOR}\n", ""), (f"{FIRST}\n{FIRST}\n", f"{FIRST}\n"))
    code, _, err = run("import_articles", file)
    assert code == 1
    assert err.startswith(f"{file}:17: автор жоқ")
    assert f"«{FIRST}» тұр" in err


@pytest.mark.parametrize("again", ["Соңғы.\n\nСоңғы.", "Соңғы.\nСоңғы.", "Соңғы сөз\n\nСоңғы сөз"])
def test_a_paragraph_that_stands_twice_stays_in_the_text(file, again):
    rewrite(file, (f"{FIRST}\n{FIRST}\n", f"{again}\n\n{FIRST}\n{FIRST}\n"))
    article = taken(file)
    assert names_of(article) == ["Нұрлан Сейітов", AUTHOR]
    assert article.body.count("<p>Соңғы") == 2


def test_two_authors_one_with_initials(file):
    rewrite(file, (FIRST, "Асқар Б."))
    article = taken(file)
    assert names_of(article) == ["Асқар Б.", AUTHOR]
    assert run("export_articles", article.pk)[1] == edited(LIBRARY, (FIRST, "Асқар Б."))
