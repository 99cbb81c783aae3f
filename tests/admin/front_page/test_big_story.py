"""The big story goes on under another name when its tag is merged, and is hidden with its tag."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from articles.models import AuditEntry, Layout
from articles.models.curation.page_layout import PageLayout
from tests.admin.taxonomy.test_tag_merge import merge
from tests.factories import make_article, make_section, make_tag
from tests.support.screen import Screen
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_staff("Chief editor"))
    return client


@pytest.fixture
def tags():
    """Three tags with a story each, the largest of which no editor has chosen."""
    now, found = timezone.now(), []
    for minutes in range(5):  # these are on top
        make_article(publish=now - timedelta(minutes=minutes))
    for name, slug, count in (("Қар", "qar", 4), ("Боран", "boran", 3), ("Су", "su", 6)):
        tag = make_tag(name, slug, is_pinned=slug != "boran")
        for number in range(count):
            at = now - timedelta(hours=len(found) * 10 + number + 1)
            make_article(f"{name} {number}", tags=[tag], publish=at)
        found.append(tag)
    return found


def story(client, address="/"):
    tree = html.fromstring(client.get(address).content.decode())
    return tree.xpath("//section[@class='story']/h2/a/@href")


def newest(language="kk"):
    return Layout.objects.of(language).first()


def choose(story, language="kk"):
    base = Layout.objects.of(language).count()
    page = {"language": language, "base": base, "by": None, "at": timezone.now()}
    return Layout.save_version(PageLayout(story=story), **page)


def test_it_is_the_tag_that_it_was_merged_into(desk, tags):
    snow, storm, _water = tags
    choose(snow.pk)
    choose(storm.pk, "ru")
    assert story(desk) == ["/tag/qar/"]
    merge(desk, [snow, storm], storm)
    assert story(desk) == ["/tag/boran/"]
    assert (newest().number, newest().layout.story) == (2, storm.pk)
    assert newest().by.get_username() == AuditEntry.objects.get(verb="merge_tags").by_name
    assert AuditEntry.objects.get(verb="arrange", key=newest().pk).after == {"story": storm.pk}
    assert newest("ru").number == 1


def test_it_follows_a_chain_of_merges(desk, tags):
    snow, storm, water = tags
    first = choose(snow.pk)
    choose(0)
    merge(desk, [snow, storm], storm)
    assert newest().number == 2
    merge(desk, [storm, water], water)
    screen = Screen(desk).press(f"restore {first.number}")
    assert story(desk) == ["/tag/su/"]
    assert screen.fields["story"] == str(water.pk)


def test_undo_goes_behind_the_merge(desk, tags):
    snow, storm, _water = tags
    choose(0)
    choose(snow.pk)
    merge(desk, [snow, storm], storm)
    assert story(desk) == ["/tag/boran/"]
    Screen(desk).press("undo")
    assert story(desk) == []


def test_a_form_that_is_open_meanwhile_says_the_old_tag(desk, tags, client):
    snow, storm, water = tags
    choose(snow.pk)
    chosen, opened = Screen(desk), Screen(desk)
    merge(desk, [snow, storm], storm)
    opened.press("show")
    assert opened.fields["story"] == str(storm.pk)
    opened.press("save", story=snow.pk)
    assert "өзгертті" in opened.errors()
    opened.press("save")
    assert story(desk) == ["/tag/boran/"]
    chosen.press("show", story=water.pk)
    merge(desk, [storm, water], water)
    chosen.press("save", story=storm.pk)
    chosen.press("save", story=storm.pk)
    assert newest().layout.story == water.pk


def test_one_that_is_pinned_no_more_is_not_lost_by_another_button(desk, tags):
    snow = tags[0]
    choose(snow.pk)
    snow.is_pinned = False
    snow.save()
    screen = Screen(desk)
    assert "#Қар (көрінбейді)" in screen.response.content.decode()
    screen.press("save", story=screen.fields["story"])
    assert newest().layout.story == snow.pk
    snow.is_pinned = True
    snow.save()
    assert story(desk) == ["/tag/qar/"]


def test_a_story_without_an_article_is_not_shown_for_the_picks_in_its_slots(desk, tags):
    """Not its name either, of which editors alone know until its first article is out."""
    now, secret = timezone.now(), make_tag("Құпия", "qupiia", is_pinned=True)
    make_article("Ертең", tags=[secret], publish=now + timedelta(days=1))
    layout = PageLayout(story=secret.pk)
    for number in range(4):
        other = make_article(f"Бұрынғы {number}", publish=now - timedelta(days=30 + number))
        layout = layout.place(other.pk, f"story.{number}", now)
    Layout.save_version(layout, language="kk", base=0, by=None, at=now)
    assert story(desk) == []
    assert b"qupiia" not in desk.get("/").content
    assert "#Құпия (көрінбейді)" in Screen(desk).response.content.decode()


def test_pinned_tags_that_nobody_sees_do_not_crowd_out_the_story(client, tags):
    for number in range(3):
        make_tag(f"А{number}", f"a{number}", is_pinned=True)
    assert story(client) == ["/tag/qar/"]  # қ stands before с


def test_sections_whose_top_was_laid_out_stay_as_they_are(desk, tags):
    section = make_section()
    Layout.save_version(
        PageLayout(), language="kk", section=section, base=0, by=None, at=timezone.now()
    )
    merge(desk, tags[:2], tags[1])
    assert Layout.objects.of("kk", section).count() == 1
