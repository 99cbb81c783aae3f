"""One act on many articles of the list: by the rules of the form, with an outcome for each."""

import uuid

import pytest
from django.utils import timezone
from lxml import html

from articles.admin.articles import bulk_acts
from articles.models import Article, AuditEntry, BulkAct, Kind, Task
from articles.models.bulk_acts import Outcome
from articles.tasks.periodic import enqueue_due
from articles.tasks.schedule import SCHEDULE
from tests.factories import make_article, make_author, make_section, make_tag
from tests.support.staff import form_of, make_staff
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


def ask(client, name, articles, **chosen):
    """The form of the page that asks, as a browser would send it."""
    keys = [article.pk for article in articles]
    page = client.post(LIST, {"action": name, "_selected_action": keys} | chosen)
    assert page.status_code == 200, page.content.decode()[:2000]
    form = html.fromstring(page.content.decode()).find_class("bulk-act")[0]
    return form.action, {name: form.fields[name] for name in ("key", "articles")}


def act(client, name, articles, **said):
    """What came of it for each article: ``{headline: outcome and words}``."""
    address, fields = ask(client, name, articles)
    return outcomes(client.post(address, fields | said, follow=True))


def outcomes(page):
    lines = html.fromstring(page.content.decode()).find_class("bulk-act-lines")[0]
    return {
        row.findtext("td/a"): " ".join(row.xpath("string(td[2])").split())
        for row in lines.xpath("tbody/tr")
    }


def tags_of(article):
    return [str(tagging.tag) for tagging in Article.objects.get(pk=article.pk).taggings.all()]


def test_tags_are_put_on_and_taken_off(client, editor):
    old, water = make_tag("Ескі", "eski"), make_tag()
    live = make_article("Шыққан", tags=[old])
    draft = make_article("Жоба", tags=[water], publish=False)
    said = act(client, "tag", [live, draft], tags=[water.pk, "+Каспий"], remove=[old.pk])
    assert said == {"Шыққан": "орындалды", "Жоба": "орындалды"}
    assert tags_of(live) == tags_of(draft) == ["#Су реформасы", "#Каспий"]
    row = Article.objects.get(pk=live.pk)
    assert not row.has_unpublished_changes
    assert row.updated_at is None  # no news to readers
    assert "Шыққан" in client.get("/tag/su-reformasy/").content.decode()
    assert {entry.by_name for entry in AuditEntry.objects.filter(verb="save")} == {"editor"}
    again = act(client, "tag", [live], tags=[water.pk])
    assert again == {"Шыққан": "бұрыннан солай"}


def test_what_waits_for_its_publication_goes_on_waiting(client, editor):
    water, article = make_tag(), make_article("Шыққан")
    address = f"{LIST}{article.pk}/change/"
    client.post(address, form_of(article, headline="Жаңа тақырып", _continue="1"))
    said = act(client, "tag", [article], tags=[water.pk])
    assert "жарияланғанда" in said["Шыққан"]
    assert tags_of(article) == []
    assert Article.objects.get(pk=article.pk).working_content()["tags"] == [water.pk]


def test_section_kind_and_editor(client, editor):
    sport, talk = make_section("Спорт", "sport"), Kind.objects.get(name="сұхбат")
    article = make_article("Шыққан")
    for name, value in (("section", sport), ("kind", talk), ("assign", editor)):
        assert act(client, name, [article], to=value.pk) == {"Шыққан": "орындалды"}
    article = Article.objects.get(pk=article.pk)
    assert (article.section, article.kind, article.assigned_to) == (sport, talk, editor)
    assert client.get(article.get_absolute_url()).status_code == 200
    assert AuditEntry.objects.filter(verb="assign", key=article.pk).count() == 1
    assert act(client, "assign", [article], to="") == {"Шыққан": "орындалды"}
    assert Article.objects.get(pk=article.pk).assigned_to is None


def test_the_way_to_readers_and_back_with_reasons(client, editor):
    fine = make_article("Дайын", publish=False)
    bare = make_article("Авторсыз", authors=[], publish=False)
    sent = act(client, "submit", [fine, bare])
    assert set(sent.values()) == {"орындалды"}
    said = act(client, "publish", [fine, bare])
    assert said["Дайын"] == "орындалды"
    assert said["Авторсыз"].startswith("бас тартылды – ")
    assert "агенттік" in said["Авторсыз"]
    assert Article.objects.get(pk=fine.pk).is_live()
    assert Article.objects.get(pk=bare.pk).status == "in_review"
    said = act(client, "withdraw", [fine, bare])
    assert said["Дайын"] == "орындалды"
    assert "бас тартылды" in said["Авторсыз"]
    assert not Article.objects.live().exists()


def test_nobody_does_to_many_what_they_may_not_do_to_one(client, sign_in):
    sport = make_section("Спорт", "sport")
    user = sign_in("Editor")
    user.sections.add(sport)
    own, foreign = make_article("Менікі", section=sport), make_article("Бөтен")
    water = make_tag()
    said = act(client, "tag", [own, foreign], tags=[water.pk])
    assert said["Менікі"] == "орындалды"
    assert said["Бөтен"].startswith("бас тартылды – ")
    assert tags_of(foreign) == []
    assert "бас тартылды" in act(client, "withdraw", [foreign])["Бөтен"]
    assert "бөлім" in act(client, "section", [own], to=foreign.section_id)["Менікі"]


def test_a_reporter_acts_on_own_drafts_and_publishes_nothing(client, sign_in):
    user = sign_in("Reporter")
    own = make_article("Менікі", publish=False, created_by=user)
    foreign = make_article("Бөтен", publish=False, authors=[make_author("Бек", "bek")])
    page = client.get(LIST).content.decode()
    assert 'value="tag"' in page
    assert 'value="publish"' not in page
    said = act(client, "submit", [own, foreign])
    assert said["Менікі"] == "орындалды"
    assert said["Бөтен"].startswith("бас тартылды")
    assert "бас тартылды" in act(client, "tag", [foreign], tags=[make_tag().pk])["Бөтен"]
    assert tags_of(foreign) == []
    fields = {"key": uuid.uuid4(), "articles": own.pk}
    assert client.post(f"{LIST}bulk/publish/", fields).status_code == 403


def test_a_photo_editor_has_no_such_acts(client, sign_in):
    sign_in("Photo editor")
    article = make_article(publish=False)
    assert 'value="tag"' not in client.get(LIST).content.decode()
    fields = {"key": uuid.uuid4(), "articles": article.pk}
    assert client.post(f"{LIST}bulk/tag/", fields).status_code == 403


def test_a_page_that_is_sent_twice_acts_once(client, editor):
    article = make_article("Шыққан")
    address, fields = ask(client, "withdraw", [article])
    for _ in range(2):
        page = client.post(address, fields, follow=True)
    assert outcomes(page) == {"Шыққан": "орындалды"}
    assert AuditEntry.objects.filter(verb="withdraw").count() == 1


def test_without_a_tag_the_question_comes_back(client, editor):
    address, fields = ask(client, "tag", [make_article("Шыққан")])
    page = client.post(address, fields).content.decode()
    assert "Тег таңдаңыз" in page
    assert "Шыққан" in page


def test_more_than_a_request_should_do_goes_on_in_the_background(client, editor, monkeypatch):
    monkeypatch.setattr(bulk_acts, "AT_ONCE", 2)
    water, articles = make_tag(), [make_article(f"Мақала {n}") for n in range(3)]
    first = articles[0].pk
    chosen = {"select_across": "1", "_selected_action": [first]}
    address, fields = ask(client, "tag", articles, **chosen)
    page = client.post(address, fields | {"tags": water.pk}, follow=True)
    assert "Күтіп тұр: 3." in page.content.decode()
    assert set(outcomes(page).values()) == {"күтіп тұр"}
    run_waiting()
    page = client.get(page.request["PATH_INFO"])
    assert set(outcomes(page).values()) == {"орындалды"}
    assert all(tags_of(article) == ["#Су реформасы"] for article in articles)


def test_an_act_that_was_cut_off_is_taken_up(editor):
    article, at = make_article("Шыққан"), timezone.now()
    act = BulkAct.begin(uuid.uuid4(), "withdraw", [article.pk], {}, by=editor, at=at)
    enqueue_due(SCHEDULE, now=at)
    run_waiting()
    assert act.lines.get().outcome == Outcome.DONE
    assert not Article.objects.live().exists()
    assert not Task.objects.waiting().exists()


def test_who_has_lost_the_right_meanwhile_is_refused(editor):
    article, at = make_article("Шыққан"), timezone.now()
    act = BulkAct.begin(uuid.uuid4(), "withdraw", [article.pk], {}, by=editor, at=at)
    editor.groups.clear()
    enqueue_due(SCHEDULE, now=at)
    run_waiting()
    assert act.lines.get().outcome == Outcome.REFUSED
    assert Article.objects.live().exists()


def test_an_article_that_has_gone_is_named(editor):
    article, at = make_article("Кеткен", publish=False), timezone.now()
    act = BulkAct.begin(uuid.uuid4(), "submit", [article.pk], {}, by=editor, at=at)
    article.delete()
    act.finish(clock=timezone.now)
    line = act.lines.get()
    assert (line.headline, line.outcome) == ("Кеткен", Outcome.REFUSED)


def test_outcomes_are_for_who_sees_articles(client, editor):
    act = BulkAct.begin(uuid.uuid4(), "submit", [], {}, by=editor, at=timezone.now())
    address = f"{LIST}bulk/{act.pk}/outcome/"
    assert client.get(address).status_code == 200
    client.force_login(make_staff("Reporter"))
    assert client.get(address).status_code == 200
    editor.groups.clear()
    client.force_login(editor)
    assert client.get(address).status_code == 403
