"""Who may make which transition with which article, and who looks after it on the way."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from lxml import html

from articles.models import Article, AuditEntry
from articles.models.workflow.transitions import TRANSITIONS, Status
from tests.factories import make_article, make_author, make_photo, make_section
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db


def address(article, name="change"):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def state_of(article, status):
    """``article`` put into a status past all verbs."""
    shown = {"published_at": timezone.now(), "slug": "x"} if status == Status.PUBLISHED else {}
    Article.objects.filter(pk=article.pk).update(status=status, **shown)
    article.refresh_from_db()
    return article


# Who makes which moves, from any status where they start: with an article of the person's own.
OWN = {
    "Reporter": {"submit", "recall"},
    "Photo editor": set(),
    "Editor": set(TRANSITIONS),
    "Chief editor": set(TRANSITIONS),
}


@pytest.mark.parametrize("role", OWN)
@pytest.mark.parametrize("name", [name for name in TRANSITIONS if name != "retract"])
def test_the_table_of_transitions_by_role_at_the_form_and_at_the_verb(client, sign_in, role, name):
    user = sign_in(role)
    for source in TRANSITIONS[name].sources:
        article = state_of(make_article(publish=False, created_by=user), source)
        if name in OWN[role]:
            article.transition(name, by=user, at=timezone.now())
            continue
        response = client.post(address(article), form_of(article, **{f"_{name}": "1"}))
        assert response.status_code == 403
        with pytest.raises(PermissionDenied):
            article.transition(name, by=user, at=timezone.now())
        article.refresh_from_db()
        assert article.status == source


def test_a_reporter_changes_what_is_the_reporters_own_while_it_is_a_draft(client, sign_in):
    user = sign_in("Reporter")
    signed = make_article(publish=False, authors=[make_author(user=user)])
    foreign = make_article("Бөтен", publish=False, authors=[make_author("Асан", "asan")])
    for article, status in ((signed, 302), (foreign, 403)):
        response = client.post(address(article), form_of(article, key=None, headline="Жаңа"))
        assert response.status_code == status
    assert "Бөтен" in client.get(address(foreign)).content.decode()
    state_of(signed, Status.IN_REVIEW)
    page = client.get(address(signed)).content.decode()
    assert 'name="headline"' not in page
    assert "_recall" in page
    assert client.post(address(signed), {"_recall": "1"}).status_code == 302
    signed.refresh_from_db()
    assert signed.status == Status.DRAFT


def test_an_editor_publishes_in_the_sections_named_and_the_chief_everywhere(client, sign_in):
    editor = sign_in("Editor")
    own, other = make_section(), make_section("Спорт", "sport")
    editor.sections.add(own)
    here, there = make_article(publish=False), make_article(publish=False, section=other)
    out = make_article(section=other)
    for article in (there, out):
        name = "publish" if article == there else "withdraw"
        data = form_of(article, key=None, **{f"_{name}": "1"})
        assert client.post(address(article), data).status_code == 403
    deleted = client.post(address(there, "delete"), {"post": "yes"})
    assert deleted.status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [there.pk], "post": "yes"}
    client.post("/admin/articles/article/", chosen)
    assert Article.objects.filter(pk=there.pk).exists()
    response = client.post(address(here), form_of(here, section=other.pk, _publish="1"))
    assert "құқығыңыз жоқ" in response.content.decode()
    assert client.post(address(here), form_of(here, _publish="1")).status_code == 302
    there.publish(by=make_staff("Chief editor"), at=timezone.now())
    assert set(Article.objects.live()) == {here, there, out}


def test_a_live_article_does_not_slip_into_a_section_of_others(editor):
    other = make_section("Спорт", "sport")
    article = make_article()
    editor.sections.add(make_section())
    content = article.content() | {"section_id": other.pk}
    article.save_revision(content, by=editor, at=timezone.now())
    with pytest.raises(PermissionDenied):
        article.amend(by=editor, at=timezone.now())


def test_permissions_of_a_role_of_the_operators_own(client, sign_in):
    user = sign_in("Editor")
    user.groups.set([Group.objects.get(name="Photo editor")])
    client.force_login(user)
    article = make_article(publish=False)
    photo = make_photo()
    client.post(address(article), form_of(article, photo=photo.pk, headline="Басқа", tags=None))
    article.refresh_from_db()
    assert (article.photo, article.headline == "Басқа") == (photo, False)


def test_the_assigned_editor_is_one_who_publishes_and_is_on_record(client, editor):
    reporter = make_staff("Reporter")
    article = make_article(publish=False)
    response = client.post(address(article), form_of(article, assigned_to=reporter.pk))
    assert "assigned_to" in response.context["adminform"].form.errors
    client.post(address(article), form_of(article, assigned_to=editor.pk))
    article.refresh_from_db()
    assert article.assigned_to == editor
    act = AuditEntry.objects.get(verb="assign")
    assert act.after == {"assigned_to": editor.username}


def buttons(client, article):
    """Words of the buttons below the form, by the part in which they stand."""
    tree = html.fromstring(client.get(address(article)).content.decode())
    parts = ("transitions", "take-downs")
    found = {
        part: [
            " ".join(button.text_content().split())
            for button in tree.xpath(f"//*[@class='{part}']/button")
        ]
        for part in parts
    }
    return found, tree


def test_what_is_done_all_day_is_prominent_and_taking_down_is_apart_and_asks(client, editor):
    article = make_article()
    found, tree = buttons(client, article)
    assert found == {
        "transitions": ["Өзгерістерді жариялау"],
        "take-downs": ["Жарияланымнан алу", "Қайтарып алу"],
    }
    saved = "//button[@name='_continue'][@class='save']"
    assert tree.xpath(saved) == []  # one button is the prominent one
    for button in tree.xpath("//*[@class='take-downs']/button"):
        assert tree.get_element_by_id(button.get("data-dialog")).tag == "template"
        assert button.get("formaction") == address(article, "take_down")
    draft = make_article(publish=False)
    found, tree = buttons(client, draft)
    assert found["take-downs"] == []
    assert len(tree.xpath(saved)) == 1


def test_back_to_a_draft_is_one_button(client, sign_in):
    editor = sign_in("Editor")
    foreign = state_of(make_article(publish=False), Status.IN_REVIEW)
    own = state_of(make_article(publish=False, created_by=editor), Status.IN_REVIEW)
    backwards = {"Авторға қайтару", "Тексеруден қайтарып алу"}
    assert backwards & set(buttons(client, foreign)[0]["transitions"]) == {"Авторға қайтару"}
    assert backwards & set(buttons(client, own)[0]["transitions"]) == {"Тексеруден қайтарып алу"}
