"""A worker that is killed in the midst of the sizes of photos."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.media_files.folders import rendition_base
from articles.models import Photo, Task
from articles.models.tasks import TaskStatus
from tests.support.buckets import new_bucket, s3_server, use
from tests.support.media import named
from tests.support.pictures import drawn, encoded
from tests.support.tasks import lose_lease, wait_until, worker_process

PHOTOS = 5


@pytest.fixture(params=["disk", "bucket"])
def place(request, settings):
    """What the environment of a worker says of where files are."""
    if request.param == "disk":
        yield {}
        return
    with s3_server() as server:
        address = new_bucket(server)
        use(settings, address)
        yield {"MEDIA_STORAGE": address}


@pytest.mark.django_db(transaction=True)
def test_all_sizes_are_made_after_it_none_twice_and_no_file_is_left_over(place):
    for number in range(PHOTOS):
        data = encoded(drawn(size=(900 + number, 700)), "JPEG")
        Photo.objects.create(file=ContentFile(data, "su.jpg"), credit="Дана", alt="Су")
    assert stored() == named()
    with worker_process(**place) as first:
        wait_until(lambda: _tasks(TaskStatus.DONE) and _tasks(TaskStatus.RUNNING))
        first.kill()
        first.wait()
    assert _tasks(TaskStatus.RUNNING) == 1
    half = _written_by_half()
    lose_lease()
    with worker_process(**place) as second:
        wait_until(lambda: _tasks(TaskStatus.DONE) == PHOTOS)
        second.terminate()
        second.wait()
    assert Task.objects.count() == PHOTOS
    assert sorted(task.attempts for task in Task.objects.all()) == [1] * (PHOTOS - 1) + [2]
    assert all(photo.is_rendered for photo in Photo.objects.all())
    assert stored() == named()
    with default_storage.open(half) as file:
        assert file.read() != b"half"


def stored():
    return set(default_storage.names())


def _tasks(status):
    return Task.objects.filter(status=status).count()


def _written_by_half():
    """The name of a file as one is left that was being written when the process ended."""
    running = Task.objects.get(status=TaskStatus.RUNNING)
    photo = Photo.objects.get(pk=running.args_kwargs["args"][0])
    name = f"{rendition_base(photo.pk, photo.digest + photo.rendition_digest)}-w640.webp"
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(b"half"))
