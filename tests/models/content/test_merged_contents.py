"""Contents merged: what two editors did to the same article, field by field."""

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from articles.models import Autosave, Revision
from articles.models.content.revisions import FIELDS, LISTS, merge_contents, merge_lists
from articles.models.desk.autosaves import DISCARDED_FOR
from articles.text.merge import Clash
from tests.factories import make_article, make_photo
from tests.support.staff import make_staff

BASE = {name: f"{name} бұрын" for name in FIELDS} | {name: [1, 2] for name in LISTS}
NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)


def body(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def merged(mine, theirs, base=BASE):
    return merge_contents(base, base | mine, base | theirs)


@pytest.mark.parametrize("name", [name for name in FIELDS if name != "body"])
def test_of_a_field_that_both_changed_the_editors_own_stays_and_is_asked_about(name):
    assert merged({name: "мен"}, {}) == (BASE | {name: "мен"}, {})
    assert merged({}, {name: "ол"}) == (BASE | {name: "ол"}, {})
    assert merged({name: "бір"}, {name: "бір"}) == (BASE | {name: "бір"}, {})
    content, clashes = merged({name: "мен"}, {name: "ол"})
    assert content == BASE | {name: "мен"}
    assert clashes == {name: Clash([BASE[name]], ["мен"], ["ол"])}


def test_paragraphs_of_both_stand_in_the_body_theirs_first():
    base = BASE | {"body": body("а", "б", "в")}
    content, clashes = merged(
        {"body": body("А", "мен", "в", "жаңа")}, {"body": body("а", "ол", "в")}, base
    )
    assert content["body"] == body("А", "ол", "мен", "в", "жаңа")
    assert clashes == {"body": Clash([body("б")], [body("мен")], [body("ол")])}
    content, clashes = merged({"body": body("А", "б", "в")}, {"body": body("а", "б", "В")}, base)
    assert (content["body"], clashes) == (body("А", "б", "В"), {})


def test_all_clashes_of_a_body_are_one_question():
    base = BASE | {"body": body("а", "б", "в")}
    _content, clashes = merged({"body": body("1", "б", "2")}, {"body": body("3", "б", "4")}, base)
    assert clashes["body"] == Clash(
        [body("а"), body("в")], [body("1"), body("2")], [body("3"), body("4")]
    )


@pytest.mark.parametrize(("mine", "theirs"), [((), ("Б",)), (("Б",), ())])
def test_a_paragraph_that_one_took_out_is_asked_about(mine, theirs):
    base = BASE | {"body": body("б")}
    content, clashes = merged({"body": body(*mine)}, {"body": body(*theirs)}, base)
    assert content["body"] == body("Б")
    assert list(clashes) == ["body"]


def test_a_content_may_lack_what_was_not_kept_then():
    lists = merge_lists({}, {"tags": [3]}, {"tags": None, "authors": [4]})
    assert lists == {"tags": [3], "authors": [4], "picks": []}
    content, clashes = merge_contents({}, {"body": body("а")}, {})
    assert (content["body"], content["headline"], clashes) == (body("а"), None, {})
    content, _clashes = merge_contents({}, {"body": None}, {"body": body("а")})
    assert content["body"] == body("а")


@pytest.mark.django_db
def test_a_discarded_text_comes_back_for_thirty_days():
    user = make_staff("Editor")
    photo = make_photo()
    kept, gone, open_one = (
        Autosave.objects.create(key=uuid4(), by=user, form={"photo": photo.pk}, at=NOW)
        for _ in range(3)
    )
    Autosave.discard(kept.key, by=user, at=NOW - DISCARDED_FOR)
    Autosave.discard(gone.key, by=user, at=NOW - DISCARDED_FOR - timedelta(seconds=1))
    Autosave.discard(uuid4(), by=user, at=NOW)
    assert set(Autosave.objects.all()) == {kept, open_one}
    assert Autosave.objects.get(pk=open_one.pk).discarded_at is None
    assert Autosave.objects.get(pk=kept.pk).clashes == {}
    assert timedelta(days=30) == DISCARDED_FOR


@pytest.mark.django_db
def test_a_revision_stays_in_the_history():
    article = make_article()
    revision = article.revisions.get()
    for refused in (revision.save, revision.delete, article.revisions.all().delete):
        with pytest.raises(TypeError):
            refused()
    with pytest.raises(TypeError):
        article.revisions.bulk_update([revision], ["note"])
    assert str(revision) == "№1"
    same = article.revisions.model(content=dict(reversed(revision.content.items())))
    assert same.digest == revision.digest != type(revision)(content={}).digest


def test_the_digest_of_a_content_is_the_same_for_ever():
    """The record of acts holds old ones."""
    digest = Revision(content={"lede": "ә", "body": None}).digest
    assert digest == hashlib.sha256('{"body": null, "lede": "ә"}'.encode()).hexdigest()
