"""``import_articles``: what an operator types, what the newsroom has afterwards."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from articles.models import Article, Author, Kind, Photo, Section, SiteIdentity, Tag
from articles.models.workflow.transitions import Status
from articles.text import bodies
from tests.exchange.support import LIBRARY, PAGES, SHORT, counts, rewrite, run
from tests.factories import make_article, make_author, make_section

pytestmark = pytest.mark.django_db
ALMATY = ZoneInfo("Asia/Almaty")
HEADLINE = "Жүз жылдық мектепте ашық кітапхана есігін ашты"


def library() -> Article:
    return Article.objects.get(headline=HEADLINE)


def test_every_element_of_the_page_is_in_the_article(file):
    code, out, err = run("import_articles", file)
    assert (code, err, counts(out)) == (0, "", "created 1, updated 0, unchanged 0, skipped 0")
    article = library()
    assert article.is_live()
    assert article.published_at == datetime(2026, 4, 14, 11, 20, tzinfo=ALMATY)
    assert article.section.name == "Қоғам"
    assert article.kind.name == "жаңалық"
    assert [tagging.tag.name for tagging in article.taggings.all()] == ["Ауыл", "Білім-2030"]
    assert [byline.author.name for byline in article.bylines.all()] == [
        "Нұрлан Сейітов",
        "Әсел Қайратқызы",
    ]
    assert article.photo.is_waiting
    assert article.photo.credit == "Айбек Оспанов"
    assert len(bodies.paragraphs(article.body)) == 5
    assert article.slug == "juz-jyldyq-mektepte-asyq-kitaphana-esigin-asty"
    assert article.updated_at is None


def test_what_was_not_there_is_made_and_named(file):
    _, out, _ = run("import_articles", file)
    for said in ("жаңа бөлім: Қоғам", "жаңа тег: #Ауыл", "жаңа автор: Әсел Қайратқызы"):
        assert f"{file}: {said}" in out
    assert Section.objects.get(name="Қоғам").slug == "qogam"
    assert Tag.objects.get(name="Білім-2030").slug == "bilim-2030"
    assert Author.objects.get(name="Әсел Қайратқызы").slug == "asel-qairatqyzy"


def test_what_is_there_is_recognised_in_any_letter_case(file):
    section = make_section("ҚОҒАМ", "society")
    author = make_author("нұрлан  СЕЙІТОВ", "n-seitov")
    _, out, _ = run("import_articles", file)
    article = library()
    assert article.section == section
    assert article.bylines.first().author == author
    assert "жаңа бөлім" not in out
    assert out.count("жаңа автор") == 1


def test_a_section_is_recognised_by_its_other_names(file):
    section = make_section("Әлеумет", "aleumet", name_ru="Қоғам")
    run("import_articles", file)
    assert library().section == section


def test_a_new_section_gets_a_free_address(file):
    make_section("Ескі", "qogam")
    rewrite(file, text=LIBRARY)
    run("import_articles", file)
    assert library().section.slug == "qogam-2"
    rewrite(file, ("Спорт", "Search"), text=SHORT)
    run("import_articles", file)
    assert Section.objects.get(name="Search").slug == "search-2"


def test_related_entries_become_drafts_and_picks(file):
    _, out, _ = run("import_articles", file)
    picks = [pick.related for pick in library().picks.all()]
    assert [pick.headline for pick in picks] == [
        "Ауыл мектептеріне жаңа автобус берілді",
        "Сыр бойында күріш егісі басталды",
        "Облыста екі мың бала кітап оқу жарысына қатысты",
    ]
    assert {pick.status for pick in picks} == {Status.DRAFT}
    assert {pick.section for pick in picks} == {library().section}
    assert picks[1].published_at == datetime(2026, 4, 13, 18, 40, tzinfo=ALMATY)
    assert [pick.body for pick in picks] == [""] * 3
    assert out.count("жоба ретінде қосылды") == 3


def test_publish_related_shows_them(file):
    SiteIdentity(pk=1, name="Дала жаңалықтары").save()
    code, out, _ = run("import_articles", file, "--publish-related")
    assert code == 0
    assert out.count("жарияланды: ") == 3
    picks = [pick.related for pick in library().picks.all()]
    assert all(pick.is_live() and pick.body == "" for pick in picks)
    assert {pick.agency for pick in picks} == {"Дала жаңалықтары"}
    assert picks[0].published_at == datetime(2026, 4, 14, 9, 5, tzinfo=ALMATY)
    assert library().sidebar[:3] == [pick.pk for pick in picks]


def test_publish_related_on_a_page_that_is_there(file):
    run("import_articles", file)
    _, out, _ = run("import_articles", file, "--publish-related")
    assert counts(out) == "created 0, updated 1, unchanged 0, skipped 0"
    assert Article.objects.live().count() == 4
    _, out, _ = run("import_articles", file, "--publish-related")
    assert counts(out) == "created 0, updated 0, unchanged 1, skipped 0"


def test_publish_related_leaves_a_colleagues_draft_alone(file):
    draft = make_article(
        "Сыр бойында күріш егісі басталды",
        published_at=datetime(2026, 4, 13, 18, 40, tzinfo=ALMATY),
        publish=False,
    )
    run("import_articles", file, "--publish-related")
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT
    assert library().picks.filter(related=draft).exists()
    assert Article.objects.count() == 4


def test_the_page_of_a_related_entry_fills_its_draft(file, tmp_path):
    run("import_articles", file)
    other = tmp_path / "other.txt"
    rewrite(
        other,
        ("Алматыда жүгіру жарысы өтті", "Сыр бойында күріш егісі басталды"),
        ("репортаж 15.04.2026 20:00", "репортаж 13.04.2026 18:40"),
        text=SHORT,
    )
    _, out, _ = run("import_articles", other)
    assert counts(out) == "created 0, updated 1, unchanged 0, skipped 0"
    article = Article.objects.get(headline="Сыр бойында күріш егісі басталды")
    assert article.is_live()
    assert article.section.name == "Спорт"
    assert library().picks.filter(related=article).exists()


def test_again_changes_nothing_and_says_so(file):
    run("import_articles", file)
    before = list(Article.objects.order_by("pk").values())
    code, out, err = run("import_articles", file)
    assert (code, out, err) == (0, "created 0, updated 0, unchanged 1, skipped 0\n", "")
    assert list(Article.objects.order_by("pk").values()) == before
    assert Photo.objects.count() == 1


def test_again_leaves_the_work_of_editors_alone(file):
    run("import_articles", file)
    Article.objects.filter(headline=HEADLINE).update(headline="Түзетілген тақырып", body="<p>Б</p>")
    _, out, _ = run("import_articles", file)
    assert counts(out) == "created 0, updated 0, unchanged 1, skipped 0"
    assert not Article.objects.filter(headline=HEADLINE).exists()


def test_a_changed_page_updates_its_article(file):
    run("import_articles", file)
    rewrite(file, ("төрт мыңнан", "бес мыңнан"), ("#Ауыл", "#Қала"), ("Айбек", "Ербол"))
    _, out, _ = run("import_articles", file)
    assert counts(out) == "created 0, updated 1, unchanged 0, skipped 0"
    article = library()
    assert "бес мыңнан" in article.body
    assert [str(tag) for tag in article.tags.order_by("pk")] == ["#Білім-2030", "#Қала"]
    assert article.photo.credit == "Ербол Оспанов"
    assert article.updated_at is not None
    assert Article.objects.count() == 4


def test_a_corrected_headline_is_recognised(file):
    run("import_articles", file)
    rewrite(file, ("Жүз жылдық", "Жүзжылдық"))
    _, out, _ = run("import_articles", file)
    assert counts(out) == "created 0, updated 1, unchanged 0, skipped 0"
    assert f"тақырыбы түзетілді, бұрынғысы: {HEADLINE}" in out
    assert Article.objects.filter(headline__startswith="Жүзжылдық").count() == 1
    assert Article.objects.count() == 4


def test_another_headline_in_the_same_minute_is_another_article(file):
    run("import_articles", file)
    rewrite(file, (HEADLINE, "Аудан орталығында көпір жөнделді"))
    _, out, _ = run("import_articles", file)
    assert counts(out) == "created 1, updated 0, unchanged 0, skipped 0"


def test_two_like_headlines_in_one_run_are_two_articles(tmp_path):
    rewrite(tmp_path / "1.txt", text=SHORT)
    rewrite(tmp_path / "2.txt", ("Алматыда", "Алматы"), text=SHORT)
    for expected in ("created 2, updated 0, unchanged 0", "created 0, updated 0, unchanged 2"):
        _, out, _ = run("import_articles", tmp_path)
        assert counts(out) == f"{expected}, skipped 0"


def test_the_desks_own_is_kept(file):
    run("import_articles", file)
    article = library()
    photo = article.photo
    Photo.objects.filter(pk=photo.pk).update(
        file="photos/x.jpg", credit="Дала", alt="Сөре", width=3, height=2
    )
    Article.objects.filter(pk=article.pk).update(lede="Қысқаша.")
    rewrite(file, ("төрт мыңнан", "бес мыңнан"))
    run("import_articles", file)
    article = library()
    assert (article.lede, article.photo, article.photo.credit) == ("Қысқаша.", photo, "Дала")


def test_a_withdrawn_article_stays_withdrawn(file):
    run("import_articles", file)
    library().withdraw(by=None, at=timezone.now())
    rewrite(file, ("төрт мыңнан", "бес мыңнан"))
    run("import_articles", file)
    assert library().status == Status.WITHDRAWN


def test_a_page_of_the_future_waits_for_its_time(file):
    rewrite(file, ("14.04.2026", "14.04.2099"))
    run("import_articles", file)
    assert library().is_scheduled
    assert not Article.objects.live().exists()


def test_a_page_that_links_to_itself_is_not_its_own_pick(file):
    rewrite(
        file, ("Ауыл мектептеріне жаңа автобус берілді", HEADLINE), ("09:05, Бүгін", "11:20, Бүгін")
    )
    run("import_articles", file)
    assert library().picks.count() == 2


def test_entries_without_a_time(file):
    rewrite(file, ("09:05, Бүгін\n", ""))
    run("import_articles", file)
    draft = Article.objects.get(headline="Ауыл мектептеріне жаңа автобус берілді")
    assert draft.published_at is None
    rewrite(file, ("09:05, Бүгін\n", ""), ("төрт мыңнан", "бес мыңнан"))
    run("import_articles", file, "--publish-related")
    draft.refresh_from_db()
    assert draft.published_at == library().published_at
    assert Article.objects.count() == 4


def test_a_dry_run_writes_nothing(file):
    code, out, _ = run("import_articles", file, "--dry-run")
    assert code == 0
    assert counts(out) == "created 1, updated 0, unchanged 0, skipped 0"
    assert "жаңа автор: Әсел Қайратқызы" in out
    for model in (Article, Author, Photo, Section, Tag):
        assert not model.objects.exists()


def test_a_kind_is_known_in_any_language_of_the_site(file):
    rewrite(file, ("жаңалық 14.04.2026", "Новость 14.04.2026"))
    run("import_articles", file)
    assert library().kind == Kind.objects.get(name="жаңалық")


def test_copies_of_a_page_in_a_run_are_one_article(tmp_path):
    for name in ("1.txt", "2.txt"):
        rewrite(tmp_path / name)
    code, out, _ = run("import_articles", tmp_path, tmp_path / "1.txt")
    assert (code, counts(out)) == (0, "created 1, updated 0, unchanged 1, skipped 0")


def test_the_pages_of_this_folder_go_in_together():
    code, out, _ = run("import_articles", PAGES)
    assert (code, counts(out)) == (0, "created 2, updated 0, unchanged 0, skipped 0")


def test_an_article_of_the_same_minute_made_by_hand_is_recognised(file):
    instant = datetime(2026, 4, 14, 11, 20, tzinfo=ALMATY) + timedelta(seconds=30)
    article = make_article(HEADLINE.upper(), publish=instant)
    _, out, _ = run("import_articles", file)
    assert counts(out) == "created 0, updated 1, unchanged 0, skipped 0"
    article.refresh_from_db()
    assert article.headline == HEADLINE
