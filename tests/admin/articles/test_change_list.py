"""The list of articles: what it finds, how it sorts, what it costs."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.models import Article, Kind, Note, User
from tests.factories import make_article, make_author, make_photo, make_section, make_tag
from tests.support.staff import make_staff

LIST = "/admin/articles/article/"


def headlines(response):
    return [article.headline for article in response.context["cl"].result_list]


@pytest.mark.parametrize("typed", ["Саясат", "САЯСАТ", "саясат"])
def test_search_knows_kazakh_letter_case(client, editor, typed):
    make_article("Саясат жаңарады")
    make_article("Жоба", lede="Бұл саясат емес", publish=False)
    make_article("Басқа")
    assert sorted(headlines(client.get(LIST, {"q": typed}))) == ["Жоба", "Саясат жаңарады"]


def test_newest_first_with_drafts_at_their_time(client, editor):
    now = timezone.now()
    make_article("кеше", publish=now - timedelta(days=1))
    make_article("ертең", publish=now + timedelta(days=1))
    make_article("жоба", publish=False)
    assert headlines(client.get(LIST)) == ["ертең", "жоба", "кеше"]


def test_states_are_named_as_the_desk_speaks(client, editor):
    now = timezone.now()
    make_article(publish=now + timedelta(days=1))
    make_article(publish=now - timedelta(days=2), withdraw_at=now - timedelta(days=1))
    make_article().withdraw(by=None, at=now)
    make_article().retract(by=None, at=timezone.now(), note="Дерегі қате екен.")
    page = client.get(LIST).content.decode()
    for state in ("Жоспарланған", "Мерзімі біткен", "Алынған", "Қайтарып алынды"):
        assert f">{state}</span>" in page


def test_the_agency_stands_among_the_authors(client, editor):
    make_article(authors=[make_author("Әсем Бек", "asem-bek")], agency="Дала-ақпарат")
    make_article(authors=[], agency="Жетісу-инфо")
    page = client.get(LIST).content.decode()
    assert "Әсем Бек, Дала-ақпарат" in page
    assert ">Жетісу-инфо<" in page


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"state": "draft"}, ["жоба"]),
        ({"state": "scheduled"}, ["ертең"]),
        ({"state": "live"}, ["бүгін"]),
        ({"day": "today"}, ["жоба", "бүгін"]),
        ({"section__id__exact": "sport"}, ["бүгін"]),
        ({"kind__id__exact": "сұхбат"}, ["жоба"]),
        ({"author": "asem-bek"}, ["жоба"]),
        ({"tag": "su"}, ["ертең"]),
    ],
)
def test_filters(client, editor, chosen, found):
    now = timezone.now()
    sport, su = make_section("Спорт", "sport"), make_tag("Су", "su")
    asem, kind = make_author("Әсем Бек", "asem-bek"), Kind.objects.get(name="сұхбат")
    make_article("бүгін", section=sport)
    make_article("ертең", publish=now + timedelta(days=1), tags=[su])
    make_article("жоба", publish=False, authors=[asem], kind=kind)
    keys = {"sport": sport.pk, "su": su.pk, "asem-bek": asem.pk, "сұхбат": kind.pk}
    chosen = {name: keys.get(value, value) for name, value in chosen.items()}
    assert headlines(client.get(LIST, chosen)) == found


def test_days_to_choose_from(client, editor):
    day = timezone.now() - timedelta(days=800)
    make_article("ескі", publish=day)
    make_article("жаңа")
    local = timezone.localtime(day)
    year, month = f"{local:%Y}", f"{local:%Y-%m}"
    assert f'href="?day={year}"' in client.get(LIST).content.decode()
    page = client.get(LIST, {"day": year})
    assert headlines(page) == ["ескі"]
    assert f'href="?day={month}"' in page.content.decode()
    page = client.get(LIST, {"day": month})
    assert headlines(page) == ["ескі"]
    assert f'href="?day={local:%Y-%m-%d}"' in page.content.decode()
    assert headlines(client.get(LIST, {"day": f"{local:%Y-%m-%d}"})) == ["ескі"]


@pytest.mark.parametrize("typed", ["", "2026-13", "x", "2026-02-30", "0", "2026-01-01-01"])
def test_a_day_that_is_none_changes_nothing(client, editor, typed):
    make_article("бүгін")
    assert headlines(client.get(LIST, {"day": typed})) == ["бүгін"]


def test_a_thumbnail_or_that_the_file_is_waited_for(client, editor):
    make_article(photo=make_photo())
    assert "файлын күтіп тұр" in client.get(LIST).content.decode()


def test_the_list_costs_the_same_at_one_row_and_at_thirty(
    client, editor, django_assert_num_queries
):
    tags = [make_tag(), make_tag("Су", "su")]
    make_article(tags=tags, photo=make_photo())
    client.get(LIST)
    with django_assert_num_queries(13):
        client.get(LIST)
    for _ in range(29):
        make_article(tags=tags, photo=make_photo())
    with django_assert_num_queries(13):
        assert len(headlines(client.get(LIST))) == 30
    with django_assert_num_queries(18):  # three of them keep the search for the next time
        assert len(headlines(client.get(LIST, {"q": "жаңалық"}))) == 30


def test_the_first_page_of_the_desk(client, sign_in, django_assert_num_queries):
    now = timezone.now()
    user = sign_in("Editor")
    section = make_section("Спорт", "sport")
    make_article("Менікі", publish=False, created_by=user)
    make_article("Шықты", publish=now - timedelta(hours=1))
    make_article("Кейін", publish=now + timedelta(days=3), embargo_until=now + timedelta(days=2))
    for headline, of in (("Тексер", None), ("Бөтен", section)):
        fields = {"section": of} if of else {}
        make_article(headline, publish=False, **fields).transition("submit", by=None, at=now)
    user.sections.add(make_section())
    Note.write(
        Article.objects.get(headline="Шықты"), "@editor қара", by=make_staff("Reporter"), at=now
    )
    make_photo()
    client.get("/admin/")
    with django_assert_num_queries(18):
        response = client.get("/admin/")
    queues = {
        str(queue.title): [a.headline for a in queue.articles]
        for queue in response.context["queues"]
    }
    assert queues == {
        "Мені күтіп тұр": ["Тексер"],
        "Менікі": ["Менікі"],
        "Оқырманға жаңа шыққан": ["Шықты"],
        "Бүгінге жоспарланған": [],
        "Эмбаргода": ["Кейін"],
    }
    page = response.content.decode()
    assert "Файлын күтіп тұрған фото: 1" in page
    assert "@editor қара" in page


def test_the_first_page_names_what_comes_out_today(client, sign_in):
    sign_in("Reporter")
    with time_machine.travel(datetime(2026, 3, 3, 13, tzinfo=UTC)):  # 18:00 in Almaty
        make_article("Кешке", publish=timezone.now() + timedelta(hours=5))
        make_article("Ертең", publish=timezone.now() + timedelta(hours=7))
        client.force_login(User.objects.get())
        queues = client.get("/admin/").context["queues"]
    scheduled = next(queue for queue in queues if queue.state == "scheduled")
    assert [article.headline for article in scheduled.articles] == ["Кешке"]
