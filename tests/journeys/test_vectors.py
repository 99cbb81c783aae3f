"""The rich editor runs nothing: of what a form brings, of what is pasted, of what is dropped."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, PublishCheckSetting
from articles.text import bodies
from tests.factories import make_article
from tests.journeys.test_attacks import Watch, html_in
from tests.support.attacks import ALL, VECTORS, holes
from tests.support.browser import fill_in
from tests.support.staff import form_of, make_staff

pytestmark = [pytest.mark.journey, pytest.mark.once]

# One editor for each text, begun by the page's own script with the text in its textarea.
LOAD = """async texts => {
    const html = await (await fetch(location.href)).text();
    const root = new DOMParser().parseFromString(html, "text/html")
        .querySelector("[data-body-editor]");
    document.querySelector("[data-body-editor]").remove();
    const copies = texts.map((text, n) => {
        const copy = document.importNode(root, true);
        const area = copy.querySelector("textarea");
        [copy.id, area.id, area.name, area.value] = ["", `many-${n}`, "", text];
        document.querySelector(".field-body").append(copy);
        return copy;
    });
    await import("/static/js/admin/editor.js?again");
    while (copies.some(copy => !copy.classList.contains("ready")))
        await new Promise(resolve => setTimeout(resolve, 50));
    window.editors = copies.map(copy => copy.querySelector(".ProseMirror"));
}"""
# What the editors then hold, as they would send it.
HELD = "() => editors.map(dom => dom.editor.getHTML())"
# Brought by another page or by a file manager: events of the browser's own kind.
BRING = """([kind, texts]) => texts.map(text => {
    const dom = editors[0], data = new DataTransfer();
    dom.scrollIntoView();
    dom.editor.commands.setContent("");
    data.setData("text/html", text);
    data.setData("text/plain", text);
    const {left, top} = dom.getBoundingClientRect();
    const how = {bubbles: true, cancelable: true, clientX: left + 5, clientY: top + 5};
    dom.dispatchEvent(kind === "paste"
        ? new ClipboardEvent(kind, {...how, clipboardData: data})
        : new DragEvent(kind, {...how, dataTransfer: data}));
    return dom.editor.getHTML();
})"""
PLAIN = '<p onclick="window.hit=1">Бір <b>екі</b></p><script>window.hit=1</script>'


def test_there_are_as_many_ways_as_are_published():
    assert sum(map(len, VECTORS.values())) == len(set(ALL)) > 223
    assert min(map(len, VECTORS.values())) >= 8


@pytest.fixture
def watch(live_server, page, editor):
    fill_in(page, live_server, editor.username)
    return Watch(page, live_server.url)


@pytest.fixture
def editor(live_server):
    return make_staff("Editor")


def test_the_editor_runs_nothing_that_comes_into_it(watch, client, editor):
    article = make_article()
    change = reverse("admin:articles_article_change", args=[article.pk])
    watch.open(change)
    watch.page.locator(".body-editor.ready").wait_for()
    watch.page.evaluate(LOAD, [PLAIN, *ALL])
    held = watch.page.evaluate(HELD)
    for kind in ("paste", "drop"):
        brought = watch.page.evaluate(BRING, [kind, [PLAIN, *ALL, PLAIN]])
        for shown in (brought[0], brought[-1]):
            assert "<strong>екі</strong>" in shown, kind
        held += brought
    watch.page.wait_for_load_state("networkidle")
    watch.look()
    for text in held:
        assert holes(watch.page, text) == [], text
    assert watch.wrong == []
    beside = Watch(watch.page.context.new_page(), watch.site)  # this page would ask before it goes
    save_and_show(beside, client, article, editor, {*held, *ALL})
    assert beside.wrong == []


def save_and_show(watch, client, article, editor, texts):
    """Every text saved by the form, and looked at wherever it is shown."""
    client.force_login(editor)
    change = reverse("admin:articles_article_change", args=[article.pk])
    PublishCheckSetting.objects.filter(name="links").update(level="off")  # many lead nowhere
    body = "".join(sorted(map(bodies.clean, texts), key=len))
    first = client.post(change, form_of(article, body=f"<p>Бірінші.</p>{body}", _amend="1"))
    assert first.status_code == 302, first.context["adminform"].form.errors
    article = Article.objects.get(pk=article.pk)
    assert len(article.body) > 5000
    article.save_revision(article.content() | {"lede": "Жаңа"}, by=editor, at=timezone.now())
    number = article.revisions.count()
    for prefix in ("/", "/latn/", "/arab/"):
        watch.open(prefix + article.path[1:])
        for name in ("rss.xml", "atom.xml", "feed.json"):
            for html in html_in(client.get(f"{prefix}{name}")):
                watch.read(html, name)
    for name, arguments in (("change", []), ("history", []), ("preview", []), ("revision", [1])):
        watch.open(reverse(f"admin:articles_article_{name}", args=[article.pk, *arguments]))
    compare = reverse("admin:articles_article_compare", args=[article.pk])
    watch.open(f"{compare}?old=1&new={number}")


def test_a_stored_text_that_nobody_has_cleaned_runs_nowhere(watch, client, editor):
    """As an old import, or a hand in the database, may have left it."""
    article = make_article()
    raw = "".join(json.loads(json.dumps(text)).replace("\0", "") for text in ALL)
    content = article.content() | {"body": raw}
    article.save_revision(content, by=editor, at=timezone.now())
    for name, arguments in (("change", []), ("preview", []), ("revision", [2])):
        watch.open(reverse(f"admin:articles_article_{name}", args=[article.pk, *arguments]))
    watch.page.wait_for_load_state("networkidle")
    Article.objects.filter(pk=article.pk).update(body=raw)
    for prefix in ("/", "/latn/"):
        watch.open(prefix + article.path[1:])
    assert watch.wrong == []
