"""The boards: what editors arrange, readers see when it is due, and nobody's work is lost."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from articles.models import AuditEntry, Layout
from tests import factories
from tests.support.screen import FRONT, Screen, local
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db


def tops(client, address="/"):
    tree = html.fromstring(client.get(address).content.decode())
    return tree.xpath("//div[@class='front__lead']//h2/a/text()")


def test_nothing_changes_for_readers_before_it_is_saved(open_screen, client, news):
    screen = open_screen().press(f"place {news[5].pk} top.0")
    assert screen.on_page()["top.0"] == ("Жаңалық 5", True)
    assert tops(client)[0] == "Жаңалық 0"
    screen.press("save")
    assert tops(client) == ["Жаңалық 5", "Жаңалық 0", "Жаңалық 1", "Жаңалық 2", "Жаңалық 3"]
    assert "Бет жаңарды" in screen.tree.text_content()


def test_a_story_moves_by_its_buttons(open_screen, client, news):
    screen = open_screen().press("shift top.1 -1").press("shift top.0 1").press("save")
    assert tops(client)[:2] == ["Жаңалық 0", "Жаңалық 1"]
    screen.press("shift top.1 -1").press("save")
    assert tops(client)[:2] == ["Жаңалық 1", "Жаңалық 0"]


def test_pinned_it_stays_and_released_it_goes_its_way(open_screen, client, news, now):
    open_screen().press("pin top.2").press("save")
    factories.make_article("Ең жаңасы", publish=now)
    assert tops(client)[:4] == ["Ең жаңасы", "Жаңалық 0", "Жаңалық 2", "Жаңалық 1"]
    open_screen().press(f"release {news[2].pk}").press("save")
    assert tops(client)[:4] == ["Ең жаңасы", "Жаңалық 0", "Жаңалық 1", "Жаңалық 2"]


def test_taken_down_it_is_nowhere_on_the_page_until_it_is_put_back(open_screen, client, news):
    screen = open_screen().press(f"off {news[0].pk}").press("save")
    assert "Жаңалық 0" not in client.get("/").content.decode()
    assert "Жаңалық 0" in client.get("/archive/").content.decode()
    screen.press(f"release {news[0].pk}").press("save")
    assert tops(client)[0] == "Жаңалық 0"


def test_what_is_not_live_falls_away_and_its_slot_fills_itself(open_screen, client, news):
    open_screen().press(f"place {news[6].pk} top.0").press("save")
    news[6].withdraw(by=None, at=timezone.now())
    assert tops(client)[0] == "Жаңалық 0"
    screen = open_screen()
    assert screen.on_page()["top.0"] == ("Жаңалық 0", False)
    assert "Алынған" in screen.tree.xpath(
        "string(//li[@data-slot='top.0']//*[@class='slot-waiting'])"
    )


def test_a_change_is_planned_for_an_instant_and_comes_by_itself(
    open_screen, client, news, now, time_machine
):
    due = (now + timedelta(hours=2)).replace(second=0, microsecond=0)
    screen = open_screen().press(f"place {news[4].pk} top.0").press("save")
    screen.press("show", when=local(due)).press(f"place {news[5].pk} top.0")
    assert screen.on_page()["top.0"] == ("Жаңалық 5", True)
    screen.press("show", when="")
    assert screen.on_page()["top.0"] == ("Жаңалық 4", True)
    assert "Жаңалық 5" in screen.tree.xpath("string(//li[@data-slot='top.0'])")
    screen.press("save")
    time_machine.move_to(due - timedelta(seconds=1), tick=False)
    assert tops(client)[:2] == ["Жаңалық 4", "Жаңалық 0"]
    time_machine.move_to(due, tick=False)
    assert tops(client)[:2] == ["Жаңалық 5", "Жаңалық 4"]


def test_a_pick_leaves_at_its_end(open_screen, client, news, now, time_machine):
    end = (now + timedelta(hours=1)).replace(second=0, microsecond=0)
    screen = open_screen().press("pin top.0").press("until top.0", **{"until-top.0": local(end)})
    screen.press("save")
    factories.make_article("Ең жаңасы", publish=now)
    assert tops(client)[0] == "Жаңалық 0"
    time_machine.move_to(end, tick=False)
    assert tops(client)[0] == "Ең жаңасы"
    screen.press("until top.0", **{"until-top.0": local(now - timedelta(days=1))})
    assert "Аяқталу уақыты басталуынан кейін" in screen.errors()


def test_the_preview_shows_the_draft_at_its_instant(open_screen, client, news, now):
    due = now + timedelta(hours=2)
    factories.make_article("Кешке шығатын", publish=now + timedelta(hours=1))
    screen = open_screen().press("show", when=local(due)).press(f"place {news[5].pk} top.0")
    response = client.post("/admin/articles/layout/kk/preview/", screen.fields)
    tree = html.fromstring(response.content.decode())
    shown = tree.xpath("//div[@class='front__lead']//h2/a/text()")
    assert shown[:2] == ["Жаңалық 5", "Кешке шығатын"]
    assert "no-store" in response["Cache-Control"]
    assert "Кешке шығатын" not in client.get("/").content.decode()


def test_undo_goes_back_step_by_step(open_screen, client, news):
    screen = open_screen().press(f"place {news[4].pk} top.0").press("save")
    screen.press(f"place {news[5].pk} top.0").press("save")
    seen = []
    for _ in range(2):
        screen.press("undo")
        seen.append(tops(client)[0])
    assert seen == ["Жаңалық 4", "Жаңалық 0"]
    screen.press("restore 2")
    assert tops(client)[0] == "Жаңалық 5"
    assert [layout.number for layout in Layout.objects.all()] == [5, 4, 3, 2, 1]


def test_a_stale_save_is_told_and_overwrites_nothing(open_screen, client, news, sign_in):
    mine = open_screen()
    client.force_login(make_staff("Chief editor", first_name="Сәуле", last_name="Омарова"))
    Screen(client).press(f"place {news[4].pk} top.0").press(f"off {news[6].pk}").press("save")
    client.force_login(make_staff("Editor", username="mine"))
    mine.press(f"place {news[5].pk} top.3").press("save")
    assert "осы бетті өзгертті" in mine.errors()
    assert Layout.objects.count() == 1
    assert mine.on_page()["top.0"] == ("Жаңалық 4", True)
    assert mine.on_page()["top.3"] == ("Жаңалық 5", True)
    mine.press("save")
    assert (tops(client)[0], tops(client)[3]) == ("Жаңалық 4", "Жаңалық 5")

    stale = Screen(client)
    Screen(client).press(f"place {news[1].pk} top.0").press("save")
    stale.press(f"place {news[2].pk} top.0").press("save")
    assert "Беттің басы, 1-орын" in stale.errors()
    assert stale.on_page()["top.0"] == ("Жаңалық 2", True)
    Screen(client).press(f"off {news[3].pk}").press("save")
    stale.press("undo")
    assert tops(client)[0] == "Жаңалық 1"


def test_the_big_story_is_the_editors_choice(open_screen, client, news, now):
    large = factories.make_tag("Су", "su", is_pinned=True)
    small = factories.make_tag("Қар", "qar", is_pinned=True)
    for tag, count in ((large, 5), (small, 3)):
        for n in range(count):
            factories.make_article(f"{tag} {n}", tags=[tag], publish=now - timedelta(days=1 + n))

    def story():
        tree = html.fromstring(client.get("/").content.decode())
        return tree.xpath("//section[@class='story']/h2/a/@href")

    assert story() == ["/tag/su/"]
    screen = open_screen().press("save", story=small.pk)
    assert story() == ["/tag/qar/"]
    screen.press("save", story="0")
    assert story() == []


def test_a_section_begins_with_its_picks(open_screen, client, news, now):
    section = news[0].section
    old = factories.make_article("Ескі мақала", publish=now - timedelta(days=900))
    for n in range(25):
        factories.make_article(f"Бұрынғы {n}", publish=now - timedelta(days=n + 1))

    def listed(address="/sayasat/"):
        tree = html.fromstring(client.get(address).content.decode())
        return tree.xpath("//*[@class='card__title']/a/text()")

    before = listed()
    screen = open_screen(f"{FRONT}{section.pk}/")
    screen.press(f"place {old.pk} top.0").press(f"off {news[1].pk}").press("save")
    assert listed() == ["Ескі мақала", *(name for name in before if name != "Жаңалық 1")]
    preview = f"/admin/articles/layout/kk/preview/{section.pk}/"
    draft = screen.press(f"release {old.pk}").fields
    assert "Ескі мақала" not in client.post(preview, draft).content.decode()
    assert tops(client)[0] == "Жаңалық 0"


def test_stories_are_found_to_be_placed(open_screen, news, now):
    factories.make_article("Мұражай ашылды", publish=now - timedelta(days=900))
    screen = open_screen().press("show", q="мұражай")
    assert screen.tree.xpath("//section[@aria-labelledby='offered']//li//p/text()")[0].strip() == (
        "Мұражай ашылды"
    )


def test_every_change_is_on_record(open_screen, news):
    open_screen().press(f"place {news[4].pk} top.0").press("save").press("undo")
    undone, placed = AuditEntry.objects.filter(model="layout")[:2]
    assert (placed.verb, undone.verb) == ("arrange", "restore")
    assert (placed.by_name, placed.before) == ("editor", {"top.0": None})
    assert placed.after["top.0"][0][0] == news[4].pk


@pytest.mark.parametrize(("role", "status"), [("Reporter", 403), ("Photo editor", 403)])
def test_who_may_not_change_the_layout_is_refused(client, sign_in, role, status):
    sign_in(role)
    assert client.get(FRONT).status_code == status
    assert client.post(FRONT, {"act": "save"}).status_code == status
    assert client.post("/admin/articles/layout/kk/preview/").status_code == status


def test_an_editor_arranges_the_sections_named_for_the_editor(client, sign_in):
    own, other = factories.make_section(), factories.make_section("Спорт", "sport")
    sign_in("Editor").sections.add(own)
    screen = f"{FRONT}{own.pk}/"
    assert client.get(FRONT).status_code == client.get(screen).status_code == 200
    assert client.get(f"{FRONT}{other.pk}/").status_code == 403
    assert f"{FRONT}{other.pk}/" not in client.get(screen).content.decode()


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"act": "save", "content": "{}", "base": "0"},
        {"act": "save", "content": "[", "base": "0"},
        {"act": "dance", "base": "0"},
        {"act": "place", "base": "0"},
        {"act": "place 1 attic.0", "base": "0"},
        {"act": "place x top.0", "base": "0"},
        {"act": f"place {1 << 70} top.0", "base": "0"},
        {"act": "save", "base": "x"},
        {"act": "cancel top.0 1 yesterday", "base": "0"},
    ],
)
def test_what_no_screen_sends_is_refused(client, editor, posted):
    empty = {"content": json.dumps({"slots": {}, "story": None, "strip": None})}
    assert client.post(FRONT, (empty if posted else {}) | posted).status_code == 400
    assert not Layout.objects.exists()


def test_a_time_that_does_not_exist_is_refused(open_screen, news, settings):
    with timezone.override("Europe/Berlin"):
        screen = open_screen().press("show", when="2027-03-28T02:30")
    assert screen.errors()


def test_the_menu_leads_to_the_front_page_of_the_users_language(client, editor):
    assert client.get("/admin/articles/layout/").url == FRONT
    layout = Layout.save_version(
        Layout(content={"slots": {}, "story": None, "strip": None}).layout,
        language="ru", base=0, by=editor, at=timezone.now(),
    )  # fmt: skip
    change = f"/admin/articles/layout/{layout.pk}/change/"
    assert client.get(change).url == "/admin/articles/layout/ru/board/"
    assert client.get("/admin/articles/layout/xx/board/").status_code == 404
