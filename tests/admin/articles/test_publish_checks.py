"""The gate: seeded defects, each stopped at every door; how it is overridden and set."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, AuditEntry, PublishCheckSetting
from articles.models.workflow.publish_checks import PUBLISH_CHECKS, CheckLevel
from articles.models.workflow.transitions import Status
from tests.factories import make_article, make_author, make_section, make_tag
from tests.support.defects import (
    DEFECTS,
    body,
    link,
    past,
)
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict():
    """A newsroom in which every rule blocks."""
    PublishCheckSetting.objects.update(level=CheckLevel.BLOCK)


def draft(drawn, **wrong):
    """An unpublished article that the gate would let through, but for what is ``wrong``."""
    right = {
        "headline": "Ауылда жаңа мектеп ашылды",
        "lede": "Мектепте үш жүз бала оқиды.",
        "body": body("мектеп"),
        "photo": drawn,
        "tags": [make_tag()],
        "authors": [make_author()],
        "section": make_section(),
    }
    return make_article(publish=False, **right | wrong)


def stands_as_it_was(article):
    article.refresh_from_db()
    return article.status in (Status.DRAFT, Status.READY) and not Article.objects.live().filter(
        pk=article.pk
    )


def test_every_check_has_a_defect():
    late = {"developing"}  # which only what is out can be: see ``test_flash``
    assert {rule for rule, _ in DEFECTS.values()} == PUBLISH_CHECKS.keys() - late


def stopped_at_the_verb(article, rule, **_):
    article = Article.objects.get(pk=article.pk)
    at = timezone.now()
    assert rule in [finding.name for finding in article.check_results(at=at) if finding.blocks]
    with pytest.raises(ValidationError) as refused:
        article.publish(by=None, at=at)
    assert PUBLISH_CHECKS[rule].field in refused.value.message_dict


def stopped_at_the_form(article, rule, client, **_):
    article = Article.objects.get(pk=article.pk)
    address = reverse("admin:articles_article_change", args=[article.pk])
    response = client.post(address, form_of(article, _publish="1"))
    assert PUBLISH_CHECKS[rule].field in response.context["adminform"].form.errors


def stopped_at_the_import(article, rule, file, capsys, **_):
    """A page about an article that the desk has; what a page cannot say is the article's own."""
    record = {
        "headline": article.headline,
        "kind": article.kind.name,
        "section": article.section.name if article.section else "",
        "published_at": article.published_at.isoformat(),
        "body": article.body,
        "tags": [tag.name for tag in article.tags.all()],
        "authors": [author.name for author in article.authors.all()],
    }
    file.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("import_articles", file, format="jsonl")
    said = capsys.readouterr()
    assert "created 0, updated 0, unchanged 0, skipped 1" in said.out
    assert f"{file}:1" in said.err


DOORS = [stopped_at_the_verb, stopped_at_the_form, stopped_at_the_import]


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_stopped_at_every_door(client, sign_in, strict, drawn, tmp_path, capsys, name):
    """Now, and with a time to come; when that has come, nothing comes out."""
    sign_in("Chief editor")
    rule, wrong = DEFECTS[name]
    article = draft(drawn, **wrong())
    here = {"client": client, "file": tmp_path / "page.jsonl", "capsys": capsys}
    tomorrow = timezone.now() + timedelta(days=1)
    times = [article.published_at] if rule == "embargo" else [None, tomorrow]
    for instant in times:
        article.published_at = instant
        article.reschedule(by=None, at=timezone.now())
        for door in DOORS[: len(DOORS) if instant else -1]:  # a page has a time
            door(article, rule, **here)
            article.refresh_from_db()
            assert article.status == Status.DRAFT
    with time_machine.travel(tomorrow + timedelta(days=9), tick=False):
        call_command("publish_due")
        assert "announced 0" in capsys.readouterr().out
        assert not Article.objects.live().filter(pk=article.pk).exists()


def test_what_has_no_defect_passes_the_import(strict, drawn, tmp_path):
    article = draft(drawn, published_at=past())
    record = {"headline": article.headline, "kind": article.kind.name, "section": "Саясат"}
    record |= {"published_at": article.published_at.isoformat(), "body": article.body}
    record |= {"tags": ["Су"], "authors": ["Айгүл Сәрсенова"]}
    file = tmp_path / "page.jsonl"
    file.write_text(json.dumps(record), encoding="utf-8")
    call_command("import_articles", file, format="jsonl")
    assert Article.objects.live().get() == article


def test_a_change_of_what_is_out_passes_the_checks_too(client, editor, strict, drawn):
    article = draft(drawn)
    article.publish(by=editor, at=timezone.now())
    address = reverse("admin:articles_article_change", args=[article.pk])
    response = client.post(address, form_of(article, lede="", _amend="1"))
    assert "lede" in response.context["adminform"].form.errors
    client.post(address, form_of(article, lede=""))  # a save that readers do not see
    article.refresh_from_db()
    assert (article.lede, article.working_content()["lede"]) == ("Мектепте үш жүз бала оқиды.", "")
    with pytest.raises(ValidationError):
        article.amend(by=editor, at=timezone.now())


def test_who_may_overrides_with_a_reason_that_is_on_record(client, sign_in, strict, drawn):
    chief = sign_in("Chief editor")
    article = draft(drawn, lede="", tags=[])
    address = reverse("admin:articles_article_change", args=[article.pk])
    reason = "Шұғыл хабар"
    client.post(address, form_of(article, _publish="1", override_reason=reason))
    article.refresh_from_db()
    assert article.is_live()
    act = AuditEntry.objects.filter(verb="publish", by_id=chief.pk).get()
    assert (act.reason, act.after["overridden"]) == (reason, ["lede", "tags"])
    assert (
        reason
        in client.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()
    )


def test_no_reason_overrides_what_is_fixed(client, sign_in, drawn):
    sign_in("Chief editor")
    article = draft(drawn, section=None)
    address = reverse("admin:articles_article_change", args=[article.pk])
    client.post(address, form_of(article, _publish="1", override_reason="Шұғыл"))
    assert stands_as_it_was(article)


def test_an_editor_without_the_right_overrides_nothing(client, editor, strict, drawn):
    article = draft(drawn, lede="")
    address = reverse("admin:articles_article_change", args=[article.pk])
    assert "override_reason" not in client.get(address).content.decode()
    client.post(address, form_of(article, _publish="1", override_reason="Шұғыл"))
    assert stands_as_it_was(article)
    with pytest.raises(ValidationError):
        article.publish(by=editor, at=timezone.now(), reason="Шұғыл")


def test_the_form_lists_what_holds_and_what_does_not(client, editor, drawn):
    article = draft(drawn, lede="", **link("/sayasat/987654-joq/"))
    page = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    shown = {finding.name: finding for finding, _place in page.context["check_results"]}
    assert not shown["section"].message
    assert (shown["lede"].message, shown["lede"].blocks) == ("Лиді жоқ.", False)
    assert shown["links"].blocks
    assert 'href="#id_lede"' in page.content.decode()


def test_what_leads_somewhere_is_no_dead_link(drawn):
    live, later = make_article(), make_article(publish=timezone.now() + timedelta(hours=1))
    tag = make_tag()
    good = [
        live.path, f"/sayasat/{live.pk}-eski/", "/sayasat/", tag.path, "/", "/archive/",
        "/archive/2026/03/03/", "/rss.xml", "#tusinik", "https://example.org/sayasat/9-x/",
        "mailto:a@example.org", f"/ru{live.path}", f"http://testserver{live.path}?a=1#b",
    ]  # fmt: skip
    article = draft(drawn, body="".join(body(f'<a href="{one}">с</a>') for one in good))
    assert not [
        f for f in article.check_results(at=timezone.now()) if f.name == "links" and f.message
    ]
    article = draft(drawn, published_at=timezone.now() + timedelta(hours=2), **link(later.path))
    assert not [
        f for f in article.check_results(at=timezone.now()) if f.name == "links" and f.message
    ]


def test_the_chief_editor_says_how_strict_the_newsroom_is(client, sign_in, drawn):
    sign_in("Chief editor")
    rows = list(PublishCheckSetting.objects.order_by("pk"))
    data = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows), "_save": "1"}
    for number, row in enumerate(rows):
        level, limit = row.level, row.limit
        if row.name == "lede":
            level = CheckLevel.BLOCK
        if row.name == "headline_length":
            level, limit = CheckLevel.BLOCK, 20
        data |= {f"form-{number}-id": row.pk, f"form-{number}-level": level}
        data |= {f"form-{number}-limit": limit or ""}
    assert client.post("/admin/articles/publishchecksetting/", data).status_code == 302
    article = draft(drawn, lede="")
    blocked = {
        finding.name for finding in article.check_results(at=timezone.now()) if finding.blocks
    }
    assert blocked == {"lede", "headline_length"}
    act = AuditEntry.objects.filter(model="gaterule").first()
    assert (act.before["level"], act.after["level"]) == ("advise", "block")


def test_the_checks_are_the_chief_editors(client, editor):
    assert client.get("/admin/articles/publishchecksetting/").status_code == 403


@pytest.mark.parametrize(("field", "limit"), [("headline", 90), ("seo_headline", 60)])
def test_a_headline_may_be_as_long_as_its_limit(strict, drawn, field, limit):
    longest = ("Ауыл " * limit)[: limit - 1] + "л"
    article = draft(drawn, **{field: longest})
    article.publish(by=None, at=timezone.now())
    assert article.is_live()


def test_no_row_switches_off_what_is_fixed(drawn):
    for name in ("byline", "section", "headline", "embargo"):
        PublishCheckSetting.objects.update_or_create(name=name, defaults={"level": CheckLevel.OFF})
    article = draft(drawn, authors=[])
    with pytest.raises(ValidationError) as refused:
        article.publish(by=None, at=timezone.now())
    assert "authors" in refused.value.message_dict


@pytest.mark.parametrize("role", ["Chief editor", None])
def test_no_reason_overrides_what_is_fixed_at_the_verb(drawn, role):
    by = make_staff(role) if role else None
    article = draft(drawn, authors=[])
    with pytest.raises(ValidationError) as refused:
        article.publish(by=by, at=timezone.now(), reason="Шұғыл")
    assert "authors" in refused.value.message_dict
    assert stands_as_it_was(article)
