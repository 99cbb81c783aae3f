"""Everything that staff do is on record, is found there, and is read by who may."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles.models import AuditEntry, Author, Photo, Section, SiteIdentity, Tag, User
from tests import factories
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db
RECORD = "/admin/articles/auditentry/"


@pytest.fixture
def chief(client):
    user = make_staff("Chief editor", "aliya", is_superuser=True)
    client.force_login(user)
    return user


def address(thing, page="change"):
    meta = thing._meta
    arguments = [] if page in ("add", "changelist") else [thing.pk]
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=arguments)


def act(verb, thing):
    found = AuditEntry.objects.get(verb=verb, model=thing._meta.model_name, key=thing.pk)
    assert (found.by_name, found.origin) == ("aliya", "127.0.0.1")
    return found


CASES = [
    (Section, factories.make_section, {"name": "Спорт", "position": 3, "in_menu": "on"}, "name"),
    (Tag, factories.make_tag, {"name": "Өзен"}, "name"),
    (Author, factories.make_author, {"name": "Ерлан Ұзақбай", "is_active": "on"}, "name"),
    (Photo, factories.make_photo, {"credit": "Reuters"}, "credit"),
    (Group, lambda: Group.objects.get(name="Reporter"), {"name": "Тілшілер"}, "name"),
]


@pytest.mark.parametrize(("model", "make", "data", "field"), CASES)
def test_adding_changing_and_deleting(client, chief, model, make, data, field):
    thing = make()
    before = getattr(thing, field)
    assert client.post(address(thing), data).status_code == 302
    changed = act("change", thing)
    assert (changed.before[field], changed.after[field]) == (before, data[field])
    assert data[field] in client.get(RECORD).content.decode()
    assert client.post(address(thing, "delete"), {"post": "yes"}).status_code == 302
    assert act("delete", thing).before[field] == data[field]
    assert client.post(address(model(), "add"), data).status_code == 302
    added = model._base_manager.latest("pk")
    assert act("add", added).after[field] == data[field]
    call_command("verify_audit")


def test_staff_and_their_permissions(client, chief):
    dana = make_staff("Reporter", "dana")
    groups = [Group.objects.get(name="Editor").pk]
    data = {"username": "dana", "language": "kk", "is_staff": "on", "is_active": "on"}
    client.post(address(dana), data | {"groups": groups})
    changed = act("change", dana)
    assert (changed.before, changed.after) == ({"groups": ["Reporter"]}, {"groups": ["Editor"]})
    new = {"password1": "basqa-qupiya-2026", "password2": "basqa-qupiya-2026"}
    client.post(reverse("admin:auth_user_password_change", args=[dana.pk]), new)
    assert act("password", dana).after is None
    assert not any("qupiya" in str(row) for row in AuditEntry.objects.values())
    client.post(address(dana, "delete"), {"post": "yes"})
    assert act("delete", dana)


def test_the_site_itself_lists_edited_in_place_and_deletions_of_many(client, chief):
    SiteIdentity.renew_stamp()
    said = {"name": "Жаңа күн", "imprint": "ЖШС", "latin_standard": "2021"}
    client.post("/admin/articles/siteidentity/1/change/", said)
    assert act("change", SiteIdentity(pk=1)).after == {"name": "Жаңа күн", "imprint": "ЖШС"}
    tag = factories.make_tag()
    row = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": tag.pk, "_save": "1"}
    client.post("/admin/articles/tag/", row | {"form-0-is_pinned": "on"})
    assert act("change", tag).after == {"is_pinned": True}
    chosen = {"action": "delete_selected", "_selected_action": [tag.pk], "post": "yes"}
    client.post("/admin/articles/tag/", chosen)
    assert act("delete", tag)


def test_a_tag_made_while_writing_and_a_draft_thrown_away(client, chief):
    draft = factories.make_article("Жоба", publish=False)
    client.post(address(draft), form_of(draft, tags=["+Өзен"]))
    assert act("add", Tag.objects.get()).after["name"] == "Өзен"
    client.post(address(draft, "delete"), {"post": "yes"})
    assert act("delete", draft).before["headline"] == "Жоба"


def test_the_audit_is_searched_and_filtered(client, chief):
    section = factories.make_section()
    client.post(address(section), {"name": "Спорт", "position": 0})
    article = factories.make_article("Су қоймасы", section=section)
    changed = act("change", section)

    def found(query):
        return set(client.get(f"{RECORD}?{query}").context["cl"].result_list)

    assert found("verb=change") == {changed}
    assert found("model=section") == {changed}
    assert {act.title for act in found("q=қоймасы")} == {str(article)}
    assert changed in found(f"by={chief.pk}&day=today")
    assert changed not in found("by=0")
    assert found("day=1999") == set()
    page = client.get(f"{RECORD}{changed.pk}/change/").content.decode()
    assert ("Саясат" in page, "Спорт" in page, changed.seal in page) == (True, True, True)


def test_a_correction_is_called_by_its_name(client, chief):
    article = factories.make_article()
    article.correct("apology", by=chief, at=timezone.now(), note="Қате еді.")
    page = client.get(f"{RECORD}?verb=correct").content.decode()
    assert "<li>Түрі: <del></del> <ins>Кешірім</ins></li>" in page


def test_nobody_changes_the_audit_and_few_read_it(client, chief):
    factories.make_article()
    row = AuditEntry.objects.first()
    for page in ("add/", f"{row.pk}/delete/"):
        assert client.post(RECORD + page, {"title": "x"}).status_code == 403
    assert client.post(f"{RECORD}{row.pk}/change/", {"title": "x"}).status_code == 403
    client.force_login(make_staff("Editor"))
    assert client.get(RECORD).status_code == 403
    client.force_login(make_staff("Chief editor", "bas"))
    assert client.get(RECORD).status_code == 200
    assert User.objects.count() == 3
