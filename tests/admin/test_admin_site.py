"""The menu of the desk, and addresses that stand in old bookmarks."""

import pytest

from articles.admin.admin_site import GROUPS
from articles.models import AuditEntry, PublishCheckSetting
from articles.models import Redirect as OldAddress
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    client.force_login(make_staff("Chief editor", is_superuser=True))
    return client


def test_every_screen_has_its_group_in_the_menu(chief):
    named = [name for _, _, names in GROUPS for name in names]
    groups = chief.get("/admin/").context["app_list"]
    shown = [model["object_name"] for group in groups for model in group["models"]]
    assert sorted(named) == sorted(shown)


def test_former_addresses_lead_to_what_is_called_otherwise_now(chief):
    OldAddress.objects.create(path="/eski/", target="/zhana/")
    for model, former in (
        (AuditEntry, "act"),
        (PublishCheckSetting, "gaterule"),
        (OldAddress, "oldpath"),
    ):
        now = f"/admin/articles/{model._meta.model_name}/"
        row = model.objects.first()
        for rest in ("", "?q=%25d0%2Fa&p=0", "export/?all=1", f"{row.pk if row else 1}/change/"):
            moved = chief.get(f"/admin/articles/{former}/{rest}")
            assert (moved.status_code, moved["Location"]) == (301, now + rest)
        assert chief.get(now).status_code == 200


def test_a_former_address_tells_strangers_nothing(client):
    moved = client.get("/admin/articles/act/7/change/")
    assert client.get(moved["Location"])["Location"].startswith("/admin/login/")
