"""Who may do what with an article and with a photo, asked of the rules; doors: see tests/admin."""

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles.models import SiteIdentity, User
from articles.models.usage.media_permissions import (
    can_change_media,
    can_delete_media,
    usages_beyond,
)
from articles.models.workflow.permissions import (
    can_change,
    can_publish,
    can_transition,
    edits_photos_only,
    is_writer,
    transitions_for,
)
from articles.models.workflow.transitions import TRANSITIONS, Status
from tests.factories import make_article, make_author, make_photo, make_section
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db

NOW = timezone.now()
ROLES = ("Reporter", "Photo editor", "Editor", "Chief editor")
# What is offered at each status to who publishes, and to the writer who does not.
PUBLISHER = {
    Status.DRAFT: ["submit", "publish"],
    Status.IN_REVIEW: ["recall", "return", "approve", "publish"],
    Status.READY: ["return", "publish"],
    Status.PUBLISHED: ["amend", "withdraw", "retract"],
    Status.WITHDRAWN: ["return", "publish"],
}
WRITER = {Status.DRAFT: ["submit"], Status.IN_REVIEW: ["recall"]}
NOTHING: dict = {}


def offered(user, article):
    """What ``user`` may do with ``article`` at each status."""
    found = {}
    for status in Status:
        article.status = status
        found[status] = [transition.name for transition in transitions_for(user, article)]
    return {status: names for status, names in found.items() if names}


def holder(*codenames):
    """A user with these rights and no role."""
    user = User.objects.create_user("-".join(codenames), is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return User.objects.get(pk=user.pk)


def editor_of(*sections, username=""):
    editor = make_staff("Editor", username)
    editor.sections.set(sections)
    return editor


@pytest.mark.parametrize(
    ("role", "own", "foreign"),
    [
        ("Reporter", WRITER, NOTHING),
        ("Photo editor", NOTHING, NOTHING),
        ("Editor", PUBLISHER, PUBLISHER),
        ("Chief editor", PUBLISHER, PUBLISHER),
    ],
)
def test_the_transitions_that_a_role_is_offered(role, own, foreign):
    user = make_staff(role)
    assert offered(user, make_article(publish=False, created_by=user)) == own
    assert offered(user, make_article(publish=False)) == foreign


def test_in_a_section_of_others_an_editor_is_a_writer_among_writers():
    editor = editor_of(make_section("Спорт", "sport"))
    assert offered(editor, make_article(publish=False, created_by=editor)) == WRITER
    assert offered(editor, make_article(publish=False)) == NOTHING


def test_a_writer_is_who_began_the_article_or_signs_it():
    before, writer, after = (make_staff("Reporter", name) for name in ("a", "b", "c"))
    begun = make_article(publish=False, created_by=writer)
    signed = make_article(publish=False, authors=[make_author("Дана", "dana", user=writer)])
    for article in (begun, signed):
        assert [is_writer(user, article) for user in (before, writer, after)] == [0, 1, 0]
    foreign = make_article(publish=False, authors=[make_author("Асан", "asan")])
    assert not is_writer(writer, foreign)


def test_pictures_alone_are_for_who_neither_writes_nor_publishes():
    only = {role: edits_photos_only(make_staff(role)) for role in ROLES}
    assert only == dict.fromkeys(ROLES, False) | {"Photo editor": True}
    assert not edits_photos_only(holder("publish_article"))
    assert not edits_photos_only(holder("add_article"))


def test_a_writer_changes_a_draft_of_their_own_and_who_publishes_changes_all():
    reporter, other = make_staff("Reporter"), make_staff("Reporter", "other")
    editor, pictures = make_staff("Editor"), make_staff("Photo editor")
    outside = editor_of(make_section("Спорт", "sport"), username="sport")
    article = make_article(publish=False, created_by=reporter)
    for status in Status:
        article.status = status
        assert can_change(editor, article)
        assert can_change(pictures, article)
        assert can_change(reporter, article) is (status == Status.DRAFT)
        assert not can_change(other, article)
        assert not can_change(outside, article)
    assert not can_change(holder("publish_article"), article)


def test_who_publishes_a_change_of_section_publishes_in_both():
    own, other = make_section(), make_section("Спорт", "sport")
    here, both = editor_of(own, username="here"), editor_of(own, other, username="both")
    there = editor_of(other, username="there")
    article = make_article(section=own)
    assert [can_publish(user, article) for user in (here, both, there)] == [1, 1, 0]
    article.save_revision(article.content() | {"section_id": other.pk}, by=None, at=NOW)
    assert [can_publish(user, article) for user in (here, both, there)] == [0, 1, 0]
    # What readers see is taken away by the section in which they see it.
    assert [can_transition(user, article, TRANSITIONS["withdraw"]) for user in (here, there)] == [
        1,
        0,
    ]
    article.apply_revision(article.latest_revision)
    assert [can_publish(user, article) for user in (here, both, there)] == [0, 1, 1]


@pytest.mark.parametrize("name", ["submit", "publish", "withdraw"])
def test_no_transition_without_its_own_permission(name):
    user = holder("add_article", "view_article")
    article = make_article(publish=False, created_by=user)
    assert not can_transition(user, article, TRANSITIONS[name])


@pytest.mark.parametrize("status", Status)
def test_a_writers_photo_is_the_writers_own_while_its_article_is_a_draft(status):
    reporter, photo = make_staff("Reporter"), make_photo()
    shown = {"published_at": NOW, "slug": "x"} if status == Status.PUBLISHED else {}
    article = make_article(publish=False, created_by=reporter, photo=photo)
    type(article).objects.filter(pk=article.pk).update(status=status, **shown)
    assert can_change_media(reporter, photo) is (status == Status.DRAFT)
    beyond = [use.by for use in usages_beyond(reporter, photo)]
    assert beyond == ([] if status == Status.DRAFT else [article])


@pytest.mark.parametrize("status", Status)
def test_who_has_only_pictures_changes_them_until_readers_see_them(status):
    user, photo = holder("change_photo", "change_article"), make_photo()
    shown = {"published_at": NOW, "slug": "x"} if status == Status.PUBLISHED else {}
    article = make_article(publish=False, photo=photo)
    type(article).objects.filter(pk=article.pk).update(status=status, **shown)
    seen = status in (Status.PUBLISHED, Status.WITHDRAWN)
    assert can_change_media(user, photo) is not seen


def test_a_photo_in_the_draft_of_another_is_not_the_writers():
    reporter, photo = make_staff("Reporter"), make_photo()
    make_article(publish=False, created_by=reporter, photo=photo)
    assert can_change_media(reporter, photo)
    foreign = make_article(publish=False, photo=photo)
    assert [use.by for use in usages_beyond(reporter, photo)] == [foreign]
    assert not can_change_media(reporter, photo)


def test_an_editor_changes_the_photo_of_the_own_live_article_and_of_own_drafts_elsewhere():
    editor, photo = editor_of(make_section()), make_photo()
    sport = make_section("Спорт", "sport")
    make_article(photo=photo)
    make_article(publish=False, section=sport, created_by=editor, photo=photo)
    assert can_change_media(editor, photo)
    out = make_article(section=sport, created_by=editor, photo=photo)
    assert [use.by for use in usages_beyond(editor, photo)] == [out]


def test_outside_articles_a_photo_goes_with_the_permission_for_what_shows_it():
    photo, social = make_photo(), make_photo()
    author = make_author("Дана", "dana", portrait=photo)
    identity = SiteIdentity.objects.first() or SiteIdentity.objects.create()
    SiteIdentity.objects.filter(pk=identity.pk).update(social_picture=social)
    people, site = holder("change_photo", "change_author"), holder("change_photo")
    assert [use.by for use in usages_beyond(site, photo)] == [author]
    assert (can_change_media(people, photo), can_change_media(people, social)) == (True, False)


def test_what_is_used_nowhere_takes_the_right_to_photos():
    photo = make_photo()
    able, unable = holder("change_photo"), holder("delete_photo")
    assert (can_change_media(able, photo), can_delete_media(able, photo)) == (True, False)
    assert (can_change_media(unable, photo), can_delete_media(unable, photo)) == (False, False)
    assert can_delete_media(holder("change_photo", "delete_photo"), photo)
    assert can_change_media(holder("change_any_photo"), photo)
    # Without the right to articles, what stands in one is out of reach.
    make_article(publish=False, created_by=able, photo=photo)
    assert not can_change_media(able, photo)


def test_where_nothing_waits_the_section_is_that_of_the_row():
    """A script may have moved it since the last revision."""
    sport = make_section("Спорт", "sport")
    editor = editor_of(sport)
    article = make_article(section=make_section())
    assert not can_publish(editor, article)
    type(article).objects.filter(pk=article.pk).update(section=sport)
    article.refresh_from_db()
    assert can_publish(editor, article)
