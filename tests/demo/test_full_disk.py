"""`seed_demo` on a full disk; in a file of its own, since others' tests have the demo loaded."""

import pytest
from django.core.management import CommandError, call_command

from articles.models import Photo
from tests.support.full_disk import full_disk
from tests.support.media import named, stored

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("room", [1, 6], ids=["original", "some sizes"])
def test_a_full_disk_leaves_nothing_by_half_and_the_next_run_does_the_rest(
    small_pictures, monkeypatch, room
):
    with full_disk(monkeypatch, after=room), pytest.raises(CommandError, match="дискіде орын жоқ"):
        call_command("seed_demo")
    assert stored() == named()
    assert all(photo.renditions for photo in Photo.objects.all())
    call_command("seed_demo")
    assert all(photo.is_rendered for photo in Photo.objects.all())
