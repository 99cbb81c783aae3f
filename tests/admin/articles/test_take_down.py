"""Taking a live article from readers: nothing stands in the way, and nothing is lost by it."""

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from articles.models import Article, AuditEntry, Autosave, Correction
from articles.models.workflow.transitions import Status
from tests.factories import make_article, make_section
from tests.support.broken import BROKEN, without_byline
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db
NOTE = "Деректердің ешбірі расталмады."
TRANSITIONS = ("withdraw", "retract")


def address(article, name="change"):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def press(client, article, transition, **fields):
    """Post the form with the button of a transition, as a client without scripts does."""
    data = form_of(article, notice=NOTE, change="update", **fields) | {f"_{transition}": "1"}
    return client.post(address(article), data, follow=True)


def press_in_the_page(client, article, transition):
    """As :func:`press`, with what the page of the form holds."""
    page = html.fromstring(client.get(address(article)).content)
    [form] = [form for form in page.forms if form.get("id") == "article_form"]
    data = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    data |= {"notice": NOTE, f"_{transition}": "1"}
    return client.post(address(article), data, follow=True)


def assert_down(article, transition):
    article.refresh_from_db()
    assert article.status == Status.WITHDRAWN
    assert AuditEntry.objects.filter(verb=transition, key=article.pk).exists()
    assert Correction.objects.filter(kind="retraction", note=NOTE).exists() == (
        transition == "retract"
    )


@pytest.mark.parametrize("transition", TRANSITIONS)
@pytest.mark.parametrize("make", BROKEN)
def test_whatever_the_working_version_is(client, editor, make, transition):
    article = make()
    address_for_readers = article.get_absolute_url()
    assert client.get(address_for_readers).status_code == 200
    answer = press_in_the_page(client, article, transition)
    assert answer.status_code == 200
    assert_down(article, transition)
    shown = client.get(address_for_readers)
    assert shown.status_code == (200 if transition == "retract" else 404)
    assert (NOTE in shown.content.decode()) == (transition == "retract")


@pytest.mark.parametrize("transition", TRANSITIONS)
@pytest.mark.parametrize("make", BROKEN)
def test_the_verb_asks_no_publish_check(make, transition):
    article, note = make(), {"note": NOTE} if transition == "retract" else {}
    pending = article.latest_revision_id
    getattr(article, transition)(by=None, at=timezone.now(), **note)
    article.refresh_from_db()
    assert article.status == Status.WITHDRAWN
    assert article.headline == "Оқырман көрген тақырып"
    assert article.latest_revision.content == article.revisions.get(pk=pending).content


@pytest.mark.parametrize("transition", TRANSITIONS)
@pytest.mark.parametrize(
    "wrong",
    [
        {"published_at_0": "31.02.2026", "withdraw_at_0": "01.03.2020", "withdraw_at_1": "09:00"},
        {"headline": "", "section": "", "authors": None, "kind": ""},
        {"tags": ["9" * 30, "-1", "x"], "photo": "9" * 30, "assigned_to": "жоқ"},
        {"shown": "[[[", "base": "9" * 30, "key": "жоқ"},
    ],
)
def test_whatever_the_form_says(client, editor, wrong, transition):
    article = make_article()
    press(client, article, transition, lede="Терілген лид", **wrong)
    assert_down(article, transition)
    [kept] = Autosave.objects.all()
    assert kept.form["lede"] == ["Терілген лид"]


@pytest.mark.parametrize("transition", TRANSITIONS)
def test_whatever_a_colleague_has_saved_meanwhile(client, editor, transition):
    article = make_article("Бұрынғы")
    mine = form_of(article, headline="Менікі", notice=NOTE)
    article.save_revision(
        article.content() | {"headline": "Олардікі"},
        by=make_staff("Chief editor"),
        at=timezone.now(),
    )
    answer = client.post(address(article), mine | {f"_{transition}": "1"}, follow=True)
    assert_down(article, transition)
    assert article.working_content()["headline"] == "Олардікі"
    assert 'value="Менікі"' in answer.content.decode() or "Менікі</textarea>" in (
        answer.content.decode()
    )


def test_what_was_typed_stands_in_the_form_again_and_can_be_published(client, editor):
    article = make_article("Бұрынғы")
    answer = press(client, article, "withdraw", headline="Терілген", note="Ойланайық")
    [kept] = Autosave.objects.all()
    assert answer.redirect_chain[-1][0] == f"{address(article)}?unsaved={kept.key}"
    page = answer.content.decode()
    for typed in ("Терілген", "Ойланайық", "Мақала жарияланымнан алынды."):
        assert typed in page
    article.refresh_from_db()
    assert article.headline == "Бұрынғы"
    again = form_of(article, headline="Терілген", key=str(kept.key)) | {"_publish": "1"}
    client.post(address(article), again)
    article.refresh_from_db()
    assert (article.is_live(), article.headline) == (True, "Терілген")
    assert not Autosave.objects.exists()


def test_nothing_is_offered_where_nothing_was_typed(client, editor):
    article = make_article()
    answer = press(client, article, "withdraw")
    assert answer.redirect_chain[-1][0] == address(article)
    assert not Autosave.objects.exists()


def test_what_was_saved_and_not_published_goes_on_as_the_working_version(client, editor):
    article = without_byline()
    press(client, article, "withdraw")
    article.refresh_from_db()
    assert article.working_content()["authors"] == []
    assert article.bylines.count() == 1


@pytest.mark.parametrize("transition", TRANSITIONS)
def test_without_scripts_a_page_asks(client, editor, transition):
    article = make_article()
    page = html.fromstring(client.get(address(article)).content)
    [button] = page.xpath(f"//*[@class='take-downs']/button[@name='_{transition}']")
    typed = form_of(article, headline="Терілген") | {button.get("name"): "1"}
    question = html.fromstring(client.post(button.get("formaction"), typed).content)
    article.refresh_from_db()
    assert article.is_live()
    [form] = [form for form in question.forms if "take-down" in form.get("class", "")]
    answer = {**dict(form.form_values()), f"_{transition}": "1"}
    answer |= {"notice": NOTE} if transition == "retract" else {}
    done = client.post(form.action, answer, follow=True).content.decode()
    assert_down(article, transition)
    assert "Терілген" in done


def test_a_note_that_was_typed_before_answers_the_question(client, editor):
    article = make_article()
    data = form_of(article, notice=NOTE) | {"_retract": "1"}
    client.post(address(article, "take_down"), data)
    assert_down(article, "retract")


@pytest.mark.parametrize("note", ["", " \n ", "\0", "а" * 5001])
def test_a_retraction_asks_for_its_note_and_loses_nothing(client, editor, note):
    article = make_article()
    data = form_of(article, lede="Терілген лид", notice=note) | {"_retract": "1"}
    page = client.post(address(article), data).content.decode()
    said = "ескертпе жазылмаған" if len(note) < 9 else "Шегі – 5000"
    assert said in page
    assert note.strip("\0 \n") in page
    article.refresh_from_db()
    assert article.is_live()
    assert Autosave.objects.get().form["lede"] == ["Терілген лид"]


@pytest.mark.parametrize("transition", TRANSITIONS)
def test_pressed_twice_it_is_done_once(client, editor, transition):
    article = make_article()
    for _press in range(2):
        answer = press(client, article, transition)
        assert "Мақала" in answer.content.decode()
    assert AuditEntry.objects.filter(verb=transition).count() == 1


def test_a_draft_that_is_to_move_elsewhere_binds_nobody(client, editor):
    own, other = make_section(), make_section("Спорт", "sport")
    editor.sections.add(own)
    article = make_article(section=own)
    content = article.content() | {"section_id": other.pk}
    article.save_revision(content, by=None, at=timezone.now())
    answer = client.post(address(article), {"_withdraw": "1"}, follow=True)
    assert answer.status_code == 200
    assert_down(article, "withdraw")


def test_who_may_not_publish_takes_nothing_down(client, sign_in):
    sign_in("Reporter")
    article = make_article()
    for transition in TRANSITIONS:
        data = {f"_{transition}": "1", "notice": NOTE}
        for name in ("change", "take_down"):
            assert client.post(address(article, name), data).status_code == 403
    article.refresh_from_db()
    assert article.is_live()
    assert client.get(address(article, "take_down")).status_code == 302
    assert Article.objects.live().exists()
