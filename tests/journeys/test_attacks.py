"""What people type stays text: attacks in every field, and a look at every screen."""

import json
import re
import uuid
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from articles.addresses import EDITIONS
from articles.models import (
    Article,
    ArticleTemplate,
    Layout,
    Note,
    Presence,
    PreviewLink,
    Redirect,
    SiteIdentity,
    Spelling,
    Task,
)
from articles.models.curation.page_layout import BreakingBanner, PageLayout
from articles.tasks.letters import send_note
from tests.factories import make_article
from tests.support import attacks, newsroom
from tests.support.registered import registered_models
from tests.support.staff import PASSWORD, form_of, make_staff

pytestmark = [pytest.mark.journey, pytest.mark.once]

REPORT = """
    document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`CSP ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
"""
ATTACK = "".join(attacks.ATTACKS)


class Watch:
    """A page, and all that happened in it and should not have."""

    def __init__(self, page, site):
        self.page, self.site = page, site
        self.wrong, self.seen, self.opened = [], set(), 0
        page.on("dialog", lambda dialog: self._hear("dialog", dialog.message) or dialog.dismiss())
        page.on("console", lambda said: said.type == "error" and self._hear("console", said.text))
        page.on("pageerror", lambda error: self._hear("error", str(error)))
        page.on("request", lambda request: self._fetch(request.url))
        page.add_init_script(REPORT)

    def _hear(self, kind, text):
        if not re.search(r"status of (403|404|410)", text):
            self.wrong.append((self.page.url, kind, text))

    def _fetch(self, address):
        if not address.startswith((self.site, "data:", "blob:", "about:")):
            self._hear("request", address)

    def open(self, address):
        """Open the page at an address, and look at it."""
        response = self.page.goto(self.site + address)
        assert "unsafe" not in response.headers["content-security-policy"], address
        self.opened += response.status == 200
        self.look()

    def send(self):
        """Send the form of the page, if it has one, as it stands, and look at what comes."""
        if not self.page.locator("#content-main form").count():
            return
        with self.page.expect_navigation():
            self.page.evaluate("document.querySelector('#content-main form').submit()")
        self.look()

    def look(self):
        """Note what is wrong with the page, and which texts it shows."""
        self._note(self.page.content())
        ran = self.page.evaluate("window.hit") is not None
        found = attacks.holes(self.page) + ["something ran"] * ran
        self.wrong += [(self.page.url, "hole", hole) for hole in found]

    def ask(self, client, address):
        """Look at the page at an address without opening it."""
        answer = client.get(address)
        assert "unsafe" not in answer["Content-Security-Policy"], address
        self.opened += answer.status_code == 200
        self.read(answer.content.decode(), address)

    def read(self, html, address):
        """Look at HTML as the browser understands it: where it would run something, if it might."""
        self._note(html)
        self.wrong += [(address, "hole", hole) for hole in attacks.holes(self.page, html)]

    def _note(self, html):
        self.seen |= set(re.findall(r"([A-Z]\w+\.\w+)!", html))


@pytest.fixture
def built(live_server):
    """A newsroom with a row of everything, and attacks in each of its texts."""
    now = timezone.now()
    built = newsroom.build(now)
    make_staff("Chief editor", "aliya", is_superuser=True, email="aliya@example.org")
    built.editor = editor = make_staff("Editor", email="editor@example.org")
    article = built.article
    Spelling.objects.create(word="кітап", latin="kitap")
    ArticleTemplate.objects.create(name="Хабар")
    Redirect.objects.create(path="/eski/", target="/zhana/")
    banner = BreakingBanner(text="Шұғыл", link="/", start=now, end=now + timedelta(hours=1))
    Layout.save_version(PageLayout(banner=banner), language="kk", base=0, by=editor, at=now)
    Note.write(article, "@aliya", by=editor, at=now)
    later = now + timedelta(minutes=10)  # still here when the page asks
    Presence.objects.create(article=article, by=editor, seen_at=later)
    built.link = PreviewLink.create_for(built.hidden[0], by=editor, at=now, days=1)
    built.retracted = make_article("Қайтарылған", publish=now - timedelta(hours=1))
    built.retracted.correct("correction", by=editor, at=now, note="Қате еді.")
    built.retracted.retract(by=editor, at=now, note="Қате еді.")
    built.planted = plant(built)
    return built


def plant(built, **how):
    """Attacks in all texts, and in what is made of them."""
    planted = attacks.plant(**how)
    SiteIdentity.renew_stamp()
    for one in (built.article, built.retracted, built.hidden[0]):
        one.refresh_from_db()
        one.notify_changed(by=built.editor, at=timezone.now())
    return planted


def typed(built, client):
    """Name and answer of what comes in by the doors: texts with a note, refused, not saved."""
    article, editor = built.article, built.editor
    client.force_login(editor)
    change = reverse("admin:articles_article_change", args=[article.pk])
    told = {"change": "correction", "notice": ATTACK, "note": f"@aliya {ATTACK}"}
    told["body"] = attacks.BODY
    response = client.post(change, form_of(article, **told, _amend="1"))
    assert response.status_code == 302, response.context["adminform"].form.errors
    kept = {"_typed": "1", "headline": ATTACK, "body": attacks.BODY, "key": str(uuid.uuid4())}
    assert client.post("/admin/articles/article/autosave/", kept).json()["autosaved"]
    Client().post("/admin/login/", {"username": ATTACK, "password": "x"})
    mine = form_of(Article.objects.get(pk=article.pk), headline=f"{ATTACK[:100]} менікі")
    theirs = article.content() | {"headline": f"{ATTACK[:100]} басқа"}
    Article.objects.get(pk=article.pk).save_revision(theirs, by=editor, at=timezone.now())
    yield "clash", client.post(change, mine)
    yield "refused", client.post("/admin/articles/article/add/", form_of(headline=ATTACK * 9))
    preview = reverse("admin:articles_article_preview", args=[article.pk])
    yield "preview", client.post(preview, form_of(article, body=attacks.BODY))
    yield "no preview", client.post(preview, form_of(article, headline=ATTACK * 9))
    tags = [tagging.tag_id for tagging in article.taggings.all()]
    chosen = {"action": "merge", "_selected_action": tags}
    superuser = type(editor).objects.get(username="aliya")
    client.force_login(superuser)
    yield "merge", client.post("/admin/articles/tag/", chosen)
    yield "offered", client.get(f"{change}?unsaved={kept['key']}")


def subjects(article):
    return article.section, article.authors.first(), article.tags.first()


def readers(built):
    """Addresses of the readers' pages of every kind."""
    article = built.article
    yield from ("/", "/archive/", "/corrections/", article.path, built.retracted.path)
    yield from (subject.path for subject in subjects(article))
    yield from (f"/search/?q={quote(text)}" for text in (ATTACK, "мектеп"))
    yield f"/{quote(ATTACK)}/"
    yield f"/preview/{built.link.token}/"


def feeds(built):
    for folder in ("/", "/corrections/", subjects(built.article)[2].path):
        yield from (f"{folder}{file}" for file in ("rss.xml", "atom.xml", "feed.json"))


def html_in(answer):
    """The HTML that a feed carries as text; raises where the feed itself is broken."""
    if answer["Content-Type"].startswith("application/feed+json"):
        return [item["content_html"] for item in json.loads(answer.content)["items"]]
    carrying = "//item/description | //*[local-name() = 'encoded'] | //*[@type = 'html']"
    return [one.text for one in etree.fromstring(answer.content).xpath(carrying) if one.text]


def screens(article):
    """Addresses of the screens of the staff that are no model's own."""
    yield from ("/admin/", reverse("mfa_index"), reverse("admin:password_change"))
    yield f"{reverse('admin:articles_article_changelist')}?q=hit"
    yield reverse("admin:articles_layout_front", args=["kk"])
    yield reverse("admin:articles_layout_section", args=["kk", article.section_id])
    for name in ("history", "preview", "reasons"):
        yield reverse(f"admin:articles_article_{name}", args=[article.pk])
    for number in (1, article.revisions.count()):
        yield reverse("admin:articles_article_revision", args=[article.pk, number])


def test_nothing_that_anybody_types_runs_anywhere(live_server, page, built, client):
    watch = Watch(page, live_server.url)
    sign_in(watch)
    mail.outbox.clear()
    letters().delete()
    for name, response in typed(built, client):
        assert response.status_code == 200, name
        watch.read(response.content.decode(), name)
    send_letters()
    [letter] = mail.outbox
    message = letter.message()
    assert (message.get_content_type(), letter.recipients()) == ("text/plain", letter.to)
    assert len(message.keys()) == len(set(message.keys()))
    plant(built, whole=True)
    rows = last_rows()
    go_round_for_readers(watch, client, built)
    for address in [*list(readers(built))[::3], *screens(built.article)]:
        watch.open(address)
    go_round_models(watch, client, rows)
    write(watch, built.article)
    assert watch.wrong == []
    assert built.planted - watch.seen == set()
    assert watch.opened > 70


def letters():
    return Task.objects.filter(task_path=send_note.module_path)


def send_letters():
    """Of all tasks these alone: others are there to be looked at."""
    for task in letters():
        send_note.call(*task.args_kwargs["args"])


def go_round_for_readers(watch, client, built):
    for prefix in EDITIONS:
        for address in readers(built):
            found = client.get(prefix + address[1:], follow=True)
            watch.read(found.content.decode(), prefix + address)
    for prefix in ("/", "/latn/"):
        for address in feeds(built):
            for html in html_in(client.get(prefix + address[1:])):
                watch.read(html, prefix + address)


def last_rows():
    """Model -> a row with attacks in it: going round makes tasks, with keys in no order."""
    return {model: model._base_manager.order_by("pk").last() for model in registered_models()}


def go_round_models(watch, client, rows):
    for model, row in rows.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        watch.ask(client, reverse(f"{name}_add"))
        for screen in ("history", "delete"):
            watch.ask(client, reverse(f"{name}_{screen}", args=[row.pk]))
        watch.open(reverse(f"{name}_change", args=[row.pk]))
        watch.send()
        if not watch.page.url.endswith(changes := reverse(f"{name}_changelist")):
            watch.open(changes)


def sign_in(watch):
    cache.clear()
    watch.open("/admin/login/")
    watch.page.get_by_label("Пайдаланушы аты").fill("aliya")
    watch.page.get_by_label("Құпиясөз").fill(PASSWORD)
    watch.page.get_by_role("button", name="Кіру", exact=True).click()
    watch.page.get_by_role("heading", name="Жұмыс үстелі").wait_for()


def write(watch, article):
    """What the scripts of the article's form put into the page."""
    page = watch.page
    watch.open(reverse("admin:articles_article_change", args=[article.pk]))
    page.get_by_role("textbox", name="Мәтіні").click()
    page.keyboard.type("Жаңа сөз. ")
    page.get_by_role("button", name="Қалың").click()
    page.get_by_role("combobox", name="Тегтер").fill("hit")
    page.locator("li[role=option]:visible").first.wait_for()
    page.get_by_text("осы мақаланы өңдеп отыр").wait_for()
    page.get_by_role("button", name="Фото қою").click()
    page.locator(".wall button").first.click()
    page.wait_for_load_state("networkidle")
    watch.look()
