"""Deleting what is chosen in a list."""

import pytest

from articles.models import AuditEntry, Tag, User

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/tag/"


@pytest.mark.parametrize(("count", "left"), [(100, 0), (101, 101)])
def test_a_page_of_a_list_goes_at_once_and_more_is_refused(client, count, left):
    """All is one transaction, and meanwhile nobody else saves."""
    client.force_login(User.objects.create_superuser("root"))
    Tag.objects.bulk_create(
        Tag(name=f"Тег {n}", slug=f"teg-{n}", key=f"тег {n}") for n in range(count)
    )
    first = Tag.objects.values_list("pk", flat=True).first()
    data = {"action": "delete_selected", "select_across": "1", "_selected_action": [first]}
    asked = client.post(LIST, data)
    if not left:
        assert asked.status_code == 200  # whether it is meant
    client.post(LIST, data | {"post": "yes"})
    assert Tag.objects.count() == left
    assert AuditEntry.objects.filter(verb="delete").count() == count - left
    if left:
        assert "101" in client.get(LIST).content.decode().split('class="messagelist"')[1][:400]
