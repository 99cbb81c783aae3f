"""Templates of articles: the chief editor makes them, a draft begins with one and goes its way."""

import pytest
from django.utils import timezone

from articles.models import Article, ArticleTemplate, AuditEntry, Kind
from articles.models.tag_merge import merge_tags
from tests.factories import make_section, make_tag
from tests.support.staff import form_of

TEMPLATES = "/admin/articles/articletemplate/"
ADD = "/admin/articles/article/add/"
BODY = "<h2>Кім?</h2><p>Қайда?</p>"


@pytest.fixture
def interview(db):
    """A template of an interview, with everything that one can hold."""
    template = ArticleTemplate.objects.create(
        name="Сұхбат үлгісі",
        kind=Kind.objects.get(name="сұхбат"),
        section=make_section(),
        headline="Сұхбат: ",
        lede="Кейіпкер туралы бір сөйлем",
        body=BODY,
    )
    template.tags.set([make_tag()])
    return template


def begun(client, template):
    """What the fields of a new article hold that begins with the template."""
    page = client.get(f"{ADD}?template={template.pk}")
    return page.context["adminform"].form.initial


def test_the_chief_editor_makes_one_and_its_text_is_reduced_like_any(client, sign_in):
    sign_in("Chief editor")
    tag = make_tag()
    form = {"name": "Жол апаты", "headline": "Жол\nапаты", "lede": "", "tags": [tag.pk]}
    form |= {"body": '<p onclick="x()">Қайда<script>alert(1)</script></p>', "position": 1}
    assert client.post(f"{TEMPLATES}add/", form).status_code == 302
    template = ArticleTemplate.objects.get()
    assert (template.headline, template.body) == ("Жол апаты", "<p>Қайда</p>")
    assert list(template.tags.all()) == [tag]
    entry = AuditEntry.objects.get(verb="add", model="articletemplate")
    assert (entry.by_name, entry.title) == ("chief-editor", "Жол апаты")


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Photo editor"])
def test_others_make_none(client, sign_in, interview, role):
    sign_in(role)
    for path in ("", "add/", f"{interview.pk}/change/", f"{interview.pk}/delete/"):
        assert client.get(f"{TEMPLATES}{path}").status_code == 403


def test_a_reporter_finds_it_where_an_article_begins_and_starts_with_what_it_holds(
    client, sign_in, interview
):
    sign_in("Reporter")
    page = client.get(ADD).content.decode()
    assert f'href="{ADD}?template={interview.pk}"' in page
    assert "Сұхбат үлгісі" in page
    initial = begun(client, interview)
    assert (initial["headline"], initial["lede"]) == ("Сұхбат: ", "Кейіпкер туралы бір сөйлем")
    assert (initial["body"], initial["section"]) == (BODY, make_section().pk)
    assert (initial["kind"], initial["tags"]) == (interview.kind_id, [make_tag().pk])
    assert not Article.objects.exists()


def test_a_draft_begun_from_one_is_an_ordinary_draft(client, sign_in, interview):
    reporter = sign_in("Reporter")
    initial = begun(client, interview)
    names = ("headline", "lede", "body", "kind", "section", "tags")
    data = form_of(**{name: initial[name] for name in names}, authors=[])
    client.post(f"{ADD}?template={interview.pk}", data)
    article = Article.objects.get()
    assert (article.status, article.created_by) == ("draft", reporter)
    assert article.body == BODY
    interview.delete()
    article.refresh_from_db()
    assert article.headline == "Сұхбат:"


def test_what_it_leaves_empty_is_as_in_any_new_article(client, sign_in):
    sign_in("Reporter")
    template = ArticleTemplate.objects.create(name="Бос")
    assert begun(client, template)["kind"] == Kind.objects.first()
    assert "headline" not in begun(client, template)


@pytest.mark.parametrize("key", ["0", "x", "999999", "99999999999999999999999"])
def test_an_address_that_names_none_begins_with_an_empty_form(client, sign_in, interview, key):
    sign_in("Reporter")
    page = client.get(f"{ADD}?template={key}")
    assert page.status_code == 200
    assert "headline" not in page.context["adminform"].form.initial


def test_a_body_that_was_written_past_its_form_is_clean_where_an_article_begins(
    client, sign_in, interview
):
    sign_in("Reporter")
    ArticleTemplate.objects.update(body="<p>а<script>alert(1)</script></p>")
    assert begun(client, interview)["body"] == "<p>а</p>"


def test_it_outlives_its_section_and_follows_a_merge_of_tags(interview):
    stays = make_tag("Су", "su")
    merge_tags([make_tag()], stays, by=None, at=timezone.now())
    assert list(interview.tags.all()) == [stays]
    interview.section.delete()
    interview.refresh_from_db()
    assert interview.section is None
