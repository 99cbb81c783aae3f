"""The preview: what the reader will see, and nobody else."""

import pytest
from django.urls import reverse
from django.utils.timezone import now
from lxml import html

from articles.models import Article, Tag
from tests.factories import make_article, make_author, make_section
from tests.support.staff import form_of, make_staff


def preview(article):
    return reverse("admin:articles_article_preview", args=[article.pk])


def test_a_saved_draft(client, editor):
    article = make_article("Шыққан жоқ", publish=False)
    response = client.get(preview(article))
    page = response.content.decode()
    assert "Шыққан жоқ" in page
    assert "Айгүл Сәрсенова" in page
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_what_stands_in_the_form_is_shown_and_not_saved(client, editor):
    article = make_article("Ескі тақырып", publish=False)
    author = make_author("Әсем Бек", "asem-bek")
    data = form_of(article, headline="Жаңа тақырып", byline=[author.pk], tags=["+Өзен"])
    page = client.post(preview(article), data).content.decode()
    for words in ("Жаңа тақырып", "Әсем Бек", "#Өзен"):
        assert words in page
    article.refresh_from_db()
    assert article.headline == "Ескі тақырып"
    assert not Tag.objects.exists()


def test_an_article_that_was_never_saved(client, editor):
    data = form_of(headline="Бірінші сөз", section=make_section().pk, body="<p>Мәтін.</p>")
    page = client.post("/admin/articles/article/preview/", data).content.decode()
    assert "Бірінші сөз" in page
    assert not Article.objects.exists()


def test_the_edition_is_that_of_the_article(client, editor):
    article = make_article("Черновик", language="ru", publish=False)
    page = client.get(preview(article)).content.decode()
    assert '<html lang="ru"' in page
    assert 'href="/ru/sayasat/"' in page


def test_what_is_missing_is_named(client, editor):
    page = client.post("/admin/articles/article/preview/", form_of(headline="")).content.decode()
    assert "Тақырыбы" in page
    assert "түзетіңіз" in page


@pytest.mark.parametrize("role", ["Reporter", "Photo editor", "Chief editor"])
def test_all_of_the_desk_may_look(client, sign_in, role):
    sign_in(role)
    assert client.get(preview(make_article(publish=False))).status_code == 200


def test_nothing_to_show(client, editor):
    assert client.get("/admin/articles/article/preview/").status_code == 404
    assert client.get("/admin/articles/article/99/preview/").status_code == 404


def test_a_draft_is_seen_in_every_script(client, editor):
    article = make_article("Үй салынды", publish=False)
    page = html.fromstring(client.get(preview(article), {"script": "arab"}).content.decode())
    assert (page.get("lang"), page.get("dir")) == ("kk-Arab", "rtl")
    assert page.findtext(".//h1") == "ٴۇي سالىندى"
    (form,) = page.find_class("preview-scripts")
    buttons = {one.get("value"): one.get("aria-pressed") for one in form.iter("button")}
    assert buttons == {"": "false", "latn": "false", "arab": "true"}


def test_what_was_typed_goes_on_from_script_to_script(client, editor):
    article = make_article("Ескі тақырып", publish=False)
    data = form_of(article, headline='Үй & "құс"', body="<p>Су</p>", tags=["+Өзен"])
    page = html.fromstring(
        client.post(preview(article), data | {"script": "latn"}).content.decode()
    )
    assert page.findtext(".//h1") == "Üi & «qūs»"
    (form,) = page.find_class("preview-scripts")
    again = client.post(preview(article), dict(form.fields) | {"script": "arab"})
    page = html.fromstring(again.content.decode())
    assert page.findtext(".//h1") == "ٴۇي & «قۇس»"
    assert "#وزەن" in page.find_class("tags")[0].text_content()


def test_a_draft_in_another_language_has_one_script(client, editor):
    article = make_article("Черновик", language="ru", publish=False)
    page = client.get(preview(article), {"script": "latn"}).content.decode()
    assert "preview-scripts" not in page
    assert "Черновик" in page


def typed(client, article=None, **changes):
    """What is typed into a form and kept, not saved; gives the key of the form."""
    data = form_of(article, **changes) | {"_typed": "1"}
    name, of = ("autosave", [article.pk]) if article else ("autosave_new", [])
    assert client.post(reverse(f"admin:articles_article_{name}", args=of), data).status_code == 200
    return data["key"]


def test_beside_the_text_stands_what_was_typed(client, editor):
    article = make_article("Ескі тақырып", publish=False)
    asked = {"framed": "page", "unsaved": typed(client, article, headline="Үй салынды")}
    page = html.fromstring(
        client.get(preview(article), asked | {"script": "latn"}).content.decode()
    )
    assert page.findtext(".//h1") == "Üi salyndy"
    assert page.find_class("preview-scripts") == []
    article.refresh_from_db()
    assert article.headline == "Ескі тақырып"
    # Nothing was typed into another form: the saved text.
    other = client.get(preview(make_article("Басқа", publish=False)), asked).content.decode()
    assert "Басқа" in other
    assert "Үй салынды" not in other
    new = {"framed": "page", "unsaved": typed(client, headline="Бірінші сөз")}
    assert "Бірінші сөз" in client.get("/admin/articles/article/preview/", new).content.decode()


def test_what_somebody_else_types_is_not_shown(client, editor):
    article = make_article("Ескі тақырып", publish=False)
    key = typed(client, article, headline="Құпия тақырып")
    client.force_login(make_staff("Chief editor"))
    page = client.get(preview(article), {"framed": "page", "unsaved": key}).content.decode()
    assert "Құпия тақырып" not in page


def test_what_was_typed_goes_on_from_what_others_save(client, editor):
    article = make_article("Тақырып", lede="Ескі лид", publish=False)
    key = typed(client, article, headline="Менің тақырыбым")
    chief = make_staff("Chief editor")
    article.save_revision(article.working_content() | {"lede": "Жаңа лид"}, by=chief, at=now())
    page = client.get(preview(article), {"framed": "page", "unsaved": key}).content.decode()
    assert "Менің тақырыбым" in page
    assert "no-store" in client.get(preview(article), {"framed": "page"})["Cache-Control"]


def test_only_the_desk_may_frame_it_and_only_where_it_is_asked_for(client, editor):
    article = make_article(publish=False)
    plain, framed = (client.get(preview(article), asked) for asked in ({}, {"framed": "page"}))
    assert "frame-ancestors 'none'" in plain["Content-Security-Policy"]
    assert plain["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    form = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert "frame-src 'self'" in form["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in form["Content-Security-Policy"]


def test_the_link_as_others_show_it(client, editor):
    article = make_article("Ұзақ тақырып", seo_headline="Қысқа", lede="Лиді осы", publish=False)
    page = html.fromstring(client.get(preview(article), {"framed": "links"}).content.decode())
    card, telegram, google = (
        " ".join(page.find_class(name)[0].text_content().split())
        for name in ("card", "telegram", "google")
    )
    assert "Ұзақ тақырып" in card
    assert "Қысқа Лиді осы" in telegram
    assert "Қысқа Лиді осы" in google
    empty = {"framed": "links", "unsaved": typed(client, headline="Жаңа", section="", body="")}
    assert client.get("/admin/articles/article/preview/", empty).status_code == 200
