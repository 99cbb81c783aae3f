"""A flash: out with its headline alone, urgent at the desk, developing until it has a text."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import etree, html

from articles.models import Article, Layout, PublishCheckSetting, SiteIdentity
from articles.models.workflow.publish_checks import CheckLevel
from articles.models.workflow.transitions import Status
from tests.factories import make_article, make_author, make_photo, make_section
from tests.support.staff import form_of

pytestmark = pytest.mark.django_db

FLASH = reverse("admin:articles_article_flash")
HEADLINE = "Алматыда жер сілкінді"
TEXT = "<p>Жер сілкінісі сағат 14:20-да болды.</p>"


def begun(client):
    """What the page has filled in."""
    tree = html.fromstring(client.get(FLASH).content.decode())
    for template in tree.xpath("//template"):
        template.drop_tree()
    return dict(tree.get_element_by_id("flash-form").form_values()), tree


def raise_flash(client, headline=HEADLINE, **typed):
    response = client.post(FLASH, begun(client)[0] | {"headline": headline} | typed, follow=True)
    return Article.objects.filter(headline=headline).first(), response


def save(client, article, **typed):
    article.refresh_from_db()
    address = reverse("admin:articles_article_change", args=[article.pk])
    # As the form shows it: what was saved last.
    shown = {name: article.working_content()[name] for name in ("headline", "lede", "body")}
    response = client.post(address, form_of(article, **shown | typed), follow=True)
    assert response.status_code == 200
    article.refresh_from_db()
    return response


@pytest.fixture
def city():
    return make_section("Қала", "qala")


def test_one_press_brings_a_headline_to_the_front_and_into_the_banner(client, editor, city):
    author = make_author(user=editor)
    fields, tree = begun(client)
    assert tree.get_element_by_id("id_headline").get("autofocus") is not None
    assert (fields["section"], fields["authors"]) == (str(city.pk), str(author.pk))
    article, response = raise_flash(client)
    assert article.is_live()
    assert (article.body, article.kind.name) == ("", "жаңалық")
    assert "Шұғыл хабар шықты" in response.content.decode()
    front = html.fromstring(client.get("/").content.decode())
    [banner] = front.xpath("//aside[@class='breaking-banner']")
    assert HEADLINE in banner.text_content()
    assert "толықтырылуда" in banner.text_content()
    assert banner.xpath(".//a/@href") == [article.get_absolute_url()]
    [lead] = front.xpath("//article[contains(@class, 'lead')]")
    assert HEADLINE in lead.text_content()
    assert "толықтырылуда" in lead.text_content()


def banner_on(page):
    """Text and address of the breaking banner of a reader's page."""
    [banner] = html.fromstring(page.content.decode()).xpath("//aside[@class='breaking-banner']")
    [link] = banner.xpath(".//a")
    return link.text_content().strip(), link.get("href")


def test_the_banner_follows_headline_and_section(client, editor, city):
    article, _ = raise_flash(client)
    other = make_section("Оқиға", "oqiga")
    typed = {"headline": "Алматыда қатты жер сілкінді", "body": TEXT, "section": other.pk}
    save(client, article, **typed, _amend="1")
    assert article.get_absolute_url().startswith("/oqiga/")
    assert banner_on(client.get("/")) == (typed["headline"], article.get_absolute_url())


def test_a_banner_in_an_editors_own_words_keeps_them(client, editor, city):
    article, _ = raise_flash(client)
    front = reverse("admin:articles_layout_front", args=["kk"])
    tree = html.fromstring(client.get(front).content.decode())
    [form] = [one for one in tree.forms if "banner-text" in one.fields]
    said = dict(form.form_values()) | {"banner-text": "Жер сілкінісі", "act": "save"}
    assert client.post(front, said, follow=True).status_code == 200
    save(client, article, headline="Алматыда қатты жер сілкінді", body=TEXT, _amend="1")
    assert banner_on(client.get("/"))[0] == "Жер сілкінісі"


@pytest.mark.parametrize("level", CheckLevel.values)
def test_nothing_but_the_headline_is_asked_for_however_strict_the_newsroom_is(
    client, editor, city, level
):
    PublishCheckSetting.objects.filter(name__in=["lede", "body", "photo"]).update(level=level)
    make_author(user=editor)
    assert raise_flash(client)[0].is_live()


def test_what_a_check_stops_all_the_same_is_said_and_nothing_is_made(client, editor, city):
    PublishCheckSetting.objects.filter(name="tags").update(level=CheckLevel.BLOCK)
    article, response = raise_flash(client)
    assert article is None
    assert "Бірде-бір тегі жоқ" in response.content.decode()
    assert HEADLINE in response.content.decode()
    article, response = raise_flash(client, "  ")
    assert article is None
    assert not Layout.objects.exists()


def test_who_has_no_page_of_an_author_writes_for_the_newsroom(client, editor, city):
    SiteIdentity(pk=1, name="Жаңа күн").save()
    assert begun(client)[0]["agency"] == "Жаңа күн"
    assert raise_flash(client)[0].agency == "Жаңа күн"


def test_the_section_is_the_own_one_else_the_last_used_else_the_first(client, sign_in):
    first, second, third = (make_section(f"Бөлім {n}", f"b{n}", position=n) for n in range(3))
    editor = sign_in("Editor")
    assert begun(client)[0]["section"] == str(first.pk)
    make_article(publish=False, created_by=editor, section=third)
    assert begun(client)[0]["section"] == str(third.pk)
    editor.sections.add(second)
    assert begun(client)[0]["section"] == str(second.pk)


def test_pressed_twice_it_is_one(client, editor, city):
    make_author(user=editor)
    fields = begun(client)[0] | {"headline": HEADLINE}
    first, again = (client.post(FLASH, fields) for _ in range(2))
    assert first.url == again.url
    assert Article.objects.count() == 1
    assert Layout.objects.count() == 1


@pytest.mark.parametrize("role", ["Reporter", "Editor"])
def test_who_may_not_publish_there_sends_it_to_the_desk(client, sign_in, city, role):
    user = sign_in(role, username="dana")
    user.sections.add(make_section("Спорт", "sport"))
    make_author(user=user)
    assert "Қала – редакторға жіберіледі" in begun(client)[1].text_content()
    article, response = raise_flash(client, section=city.pk)
    assert article.status == Status.IN_REVIEW
    assert "редакторға жіберілді" in response.content.decode()
    assert not Layout.objects.exists()


def test_what_is_urgent_is_first_at_the_desk_and_in_the_banner_when_published(
    client, sign_in, city
):
    make_author(user=sign_in("Reporter", username="dana"))
    article, _ = raise_flash(client)
    for _n in range(9):
        make_article(publish=False, section=city)
    Article.objects.filter(status=Status.DRAFT).update(status=Status.IN_REVIEW)
    sign_in("Editor")
    desk = html.fromstring(client.get("/admin/").content.decode())
    [first, *_] = desk.xpath("(//section[contains(@class, 'queue')])[1]//li")
    assert HEADLINE in first.text_content()
    assert first.xpath(".//b[contains(@class, 'state-urgent')]")
    save(client, article, _publish="1")
    assert article.is_live()
    assert article.urgent_since is None
    assert Layout.objects.of("kk").first().layout.banner.text == HEADLINE


def test_a_photo_editor_raises_no_flash(client, sign_in, city):
    sign_in("Photo editor")
    assert client.get(FLASH).status_code == 403
    assert client.post(FLASH, {"headline": HEADLINE}).status_code == 403
    assert FLASH not in client.get("/admin/").content.decode()


def test_a_banner_that_stood_there_is_named(client, editor, city):
    make_author(user=editor)
    raise_flash(client, "Бірінші хабар шықты")
    _, response = raise_flash(client)
    assert "«Бірінші хабар шықты» орнына" in response.content.decode()


def test_the_mark_ends_with_the_first_text_which_all_checks_see_again(client, editor, city):
    PublishCheckSetting.objects.filter(name="photo").update(level=CheckLevel.BLOCK)
    make_author(user=editor)
    article, _ = raise_flash(client)
    address = article.get_absolute_url()
    save(client, article, headline="Алматыда қатты жер сілкінді", _amend="1")
    assert article.headline == "Алматыда қатты жер сілкінді"
    assert b'class="developing"' in client.get(address).content
    response = save(client, article, body=TEXT, _amend="1")
    assert "Басты фотосы жоқ" in response.content.decode()
    PublishCheckSetting.objects.filter(name="photo").update(level=CheckLevel.ADVISE)
    save(client, article, body=TEXT)  # which readers do not see
    assert article.developing_since is not None
    save(client, article, _amend="1")
    assert article.get_absolute_url() == address
    assert article.developing_since is None
    for page in ("/", address):
        assert b'class="developing"' not in client.get(page).content
    response = save(client, article, body="", _amend="1")
    assert "Мәтіні жоқ" in response.content.decode()


def test_an_hour_without_a_text_is_warned_of(client, editor, city, time_machine):
    make_author(user=editor)
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    article, _ = raise_flash(client)
    address = reverse("admin:articles_article_change", args=[article.pk])
    said = "Оқырмандар мәтінді бір сағаттан астам күтіп отыр"
    assert "Бір сағаттан бері мәтіні жоқ" not in client.get("/admin/").content.decode()
    assert said not in client.get(address).content.decode()
    time_machine.move_to(now + timedelta(hours=1), tick=False)
    desk = html.fromstring(client.get("/admin/").content.decode())
    queue = desk.xpath("(//section[contains(@class, 'queue')])[1]")[0].text_content()
    assert "Толықтырылуда" in queue
    assert HEADLINE in queue
    assert "Бір сағаттан бері мәтіні жоқ" in queue
    assert said in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "толықтырылуда"), ("/latn", "tolyqtyryluda"), ("/arab", "تولىقتىرىلۋدا")],
)
def test_readers_are_told_in_every_script(client, editor, city, prefix, words):
    make_author(user=editor)
    article, _ = raise_flash(client)
    for page in ("/", "/qala/", article.path):
        tree = html.fromstring(client.get(prefix + page).content.decode())
        marks = [mark.text_content() for mark in tree.xpath("//*[@class='developing']")]
        assert len(marks) >= 2  # in the banner and on the page
        assert set(marks) == {words}


def test_feeds_and_search_engines_get_the_headline_for_a_text(client, editor, city):
    make_author(user=editor)
    article, _ = raise_flash(client)
    rss = etree.fromstring(client.get("/rss.xml").content)
    assert rss.findtext(".//item/description") == HEADLINE
    atom = etree.fromstring(client.get("/atom.xml").content)
    assert HEADLINE in atom.findtext(".//{*}entry/{*}content")
    [item] = json.loads(client.get("/feed.json").content)["items"]
    assert item["content_html"] == f"<p>{HEADLINE}</p>"
    tree = html.fromstring(client.get(article.get_absolute_url()).content.decode())
    [data] = tree.xpath("//script[@type='application/ld+json']/text()")
    news = json.loads(data)["@graph"][0]
    assert (news["@type"], news["headline"]) == ("NewsArticle", HEADLINE)
    assert news["description"] == HEADLINE
    assert "" not in news.values()


def test_a_text_that_an_import_brings_ends_the_mark_too(editor, city, client):
    make_author(user=editor)
    article, _ = raise_flash(client)
    article.body = TEXT
    article.save()
    article.notify_changed(by=None, at=timezone.now())
    article.refresh_from_db()
    assert article.developing_since is None


def test_what_is_no_flash_needs_its_text_as_ever(client, editor, city):
    article = make_article(publish=False, body="", photo=make_photo(), section=city)
    response = save(client, article, _publish="1")
    assert "Мәтіні жоқ" in response.content.decode()
    assert not article.is_live()


@pytest.mark.parametrize("transition", ["withdraw", "retract"])
def test_what_is_taken_down_leaves_the_banner_too(client, editor, city, transition):
    make_author(user=editor)
    article, _ = raise_flash(client)
    other = make_article(section=city)
    save(client, other, notice="Қате хабар.", **{f"_{transition}": "1"})
    assert HEADLINE in client.get("/").content.decode()
    response = save(client, article, notice="Қате хабар.", **{f"_{transition}": "1"})
    assert "шұғыл хабар да алынды" in response.content.decode()
    assert HEADLINE not in client.get("/").content.decode()
