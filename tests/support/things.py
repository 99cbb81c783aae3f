"""One of everything that an address may name, for `access.py`."""

import io
import uuid
from datetime import timedelta
from pathlib import Path

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from articles.models import (
    Article,
    ArticleTemplate,
    AuditEntry,
    BulkAct,
    Correction,
    Kind,
    Layout,
    PreviewLink,
    PublishCheckSetting,
    Redirect,
    SiteIdentity,
    Spelling,
    Task,
    TrashedArticle,
    User,
)
from articles.models.curation.page_layout import PageLayout
from articles.models.tasks import TaskStatus
from tests.factories import (
    make_article,
    make_author,
    make_file,
    make_photo,
    make_section,
    make_tag,
)

FILE = '<p>Мәтін</p><figure data-file="{}"></figure>'

# What the parameters of addresses are where nothing depends on it.
PLAIN = {
    "content_type_id": 0,
    "file": "rss.xml",
    "kind": "tags",
    "language": "kk",
    "name": "sections",
    "number": 1,
    "rest": "",
    "token": "forged",
    "uidb64": "MQ",
    "url": "joq",
}


def things(user, media):
    """``{beginning of a route: {what: {parameter: value}}}``; ``user`` has begun an own draft.

    The longest beginning counts. ``media`` is the folder of uploaded files.
    """
    now = timezone.now()
    section, elsewhere = make_section(), make_section("Спорт", "sport")
    shown, hidden = _photo("shown"), _photo("hidden")
    seen = {"publish": now - timedelta(hours=1), "photo": shown}
    report, hidden_report = make_file(), make_file(data=b"%PDF-1.7 qupiia", title="Құпия")
    live = make_article("Ашық", **seen, tags=[make_tag()], body=FILE.format(report.pk))
    live.correct("correction", by=None, at=now, note="Қате еді.")
    unseen = {"publish": False, "photo": hidden}
    unseen |= {"authors": [make_author("Дана", "dana")], "tags": [make_tag("Құпия", "qupiia")]}
    draft = make_article("Жоба", **unseen, body=FILE.format(hidden_report.pk))
    later = unseen | {"publish": now + timedelta(days=1), "embargo_until": now + timedelta(days=1)}
    withdrawn, retracted = (make_article(f"Кеткен {number}", **seen) for number in range(2))
    withdrawn.withdraw(by=None, at=now)
    retracted.retract(by=None, at=now, note="Қате еді.")
    of_staff = {
        "own draft": make_article("Өз жобам", **unseen, created_by=user),
        "draft": draft,
        "live": live,
        "live elsewhere": make_article("Спортта", **seen, section=elsewhere),
    }
    of_readers = {
        "draft": draft,
        "embargoed": make_article("Ертең", **later),
        "live": live,
        "withdrawn": withdrawn,
        "retracted": retracted,
    }
    (Path(media) / "site").mkdir(parents=True, exist_ok=True)
    (Path(media) / "site" / "logo.png").write_bytes(b"PNG")
    SiteIdentity(pk=1, logo="site/logo.png").save()
    return {
        "/": {"": {"pk": 0, "object_id": 0, "app_label": "articles"}},
        "/admin/articles/article/<": _by(of_staff, lambda one: {"object_id": one.pk}),
        "/admin/articles/article/bulk/<slug": {
            name: {"name": name} for name in ("tag", "publish", "withdraw")
        },
        "/admin/articles/article/bulk/<uuid": {"": {"key": _bulk_act(now).pk}},
        "/admin/articles/article/views/<": {"": {"pk": 1}},
        "/admin/articles/article/trash/<": {"": {"pk": _trashed(now).pk}},
        "/admin/r/": _by(of_readers, _shortcut),
        "/admin/articles/photo/<": _by(
            _photos(user, section, elsewhere), lambda one: {"object_id": one.pk}
        ),
        "/admin/articles/mediafile/<": _by(
            {"unused": make_file(data=b"%PDF-1.7 bos"), "live": report},
            lambda one: {"object_id": one.pk},
        ),
        "/admin/articles/user/<": _by(_people(), lambda one: {"object_id": one.pk, "id": one.pk}),
        **{
            f"/admin/{one._meta.app_label}/{one._meta.model_name}/<": {
                "": {"object_id": one.pk, "pk": one.pk}
            }
            for one in _others(now)
        },
        **{
            f"/admin/articles/layout/<slug:language>/{page}/<": {
                "own section": {"section_id": section.pk},
                "elsewhere": {"section_id": elsewhere.pk},
            }
            for page in ("board", "preview")
        },
        "/<name:section>/": _by(of_readers, _at),
        "/api/v1/articles/<": _by(of_readers, lambda one: {"pk": one.pk}),
        "/api/v1/photos/<": _by({"shown": shown, "hidden": hidden}, lambda one: {"pk": one.pk}),
        "/<name:slug>/": {"": {"slug": section.slug}},
        "/tag/": {"shown": {"slug": "su-reformasy"}, "unseen": {"slug": "qupiia"}},
        "/author/": {"shown": {"slug": "aigul-sarsenova"}, "unseen": {"slug": "dana"}},
        "/archive/<": {"": {"day": f"{timezone.localdate(now):%Y/%m/%d}"}},
        **_links(draft, shown=hidden, other=_photo("other"), at=now),
        "/sitemap-articles": {"": {"number": 0}},
        "/sitemap-<month": {"": {"name": f"{live.published_at:%Y-%m}"}},
        "/media/": {
            "picture, live": {"path": _path(shown)},
            "picture, draft": {"path": _path(hidden)},
            "file, live": {"path": report.file.name},
            "file, draft": {"path": hidden_report.file.name},
            "original, live": {"path": shown.file.name},
            "site's own": {"path": "site/logo.png"},
            "none": {"path": "joq.png"},
        },
    }


def _by(rows, parameters):
    return {what: parameters(row) for what, row in rows.items()}


def _at(article):
    return {"section": "sayasat", "pk": article.pk, "slug": article.slug or "x"}


def _trashed(at):
    return TrashedArticle.put(make_article("Өшкен", publish=False), by=None, at=at)


def _bulk_act(at):
    by = User.objects.create(username="asked")
    return BulkAct.begin(uuid.UUID(int=1), "tag", [], {}, by=by, at=at)


def _shortcut(article):
    return {
        "content_type_id": ContentType.objects.get_for_model(Article).pk,
        "object_id": article.pk,
    }


def _photo(name):
    file = io.BytesIO()
    Image.new("RGB", (160, 90)).save(file, "PNG")
    return make_photo(file=ContentFile(file.getvalue(), f"{name}.png"), alt=name)


def _path(photo):
    return photo.rendition_url("w160").removeprefix("/media/")


def _people():
    return {
        "colleague": User.objects.create_user("colleague", is_staff=True),
        "superuser": User.objects.create_superuser("head"),
    }


def _others(now):
    """One row of each other model, which nothing else points to."""
    Layout.save_version(PageLayout(), language="kk", base=0, by=None, at=now)
    return (
        AuditEntry.objects.first(),
        Correction.objects.first(),
        PublishCheckSetting.objects.first(),
        Group.objects.create(name="Guest"),
        Kind.objects.create(name="шолу"),
        Layout.objects.first(),
        Redirect.objects.create(path="/eski/", target="/zhana/"),
        SiteIdentity.load(),
        ArticleTemplate.objects.create(name="Сұхбат"),
        Spelling.objects.create(word="мәдениет", latin="mädeniet"),
        Task.objects.create(
            task_path="articles.tasks.pruning.prune",
            status=TaskStatus.FAILED,
            args_kwargs={"args": [], "kwargs": {}},
            run_after=now,
        ),
        make_author("Бос", "bos"),
        make_section("Бос", "bos"),
        make_tag("Бос", "bos"),
    )


def _photos(user, section, elsewhere):
    """A photo for each place in which one may stand."""
    places = "unused,own draft,draft,live,live elsewhere,pending,pending elsewhere,portrait,site's"
    photos = {place: make_photo(caption=place) for place in places.split(",")}

    def show(place, **where):
        return make_article(place, **{"photo": photos[place], "publish": False} | where)

    show("own draft", created_by=user)
    show("draft", section=elsewhere)
    show("live", publish=True)
    show("live elsewhere", publish=True, section=elsewhere)
    for place, where in (("pending", section), ("pending elsewhere", elsewhere)):
        article = make_article(place, section=where)
        content = article.content() | {"photo_id": photos[place].pk}
        article.save_revision(content, by=None, at=timezone.now())
    make_author("Портрет", "portret", portrait=photos["portrait"])
    SiteIdentity.objects.update_or_create(pk=1, defaults={"social_picture": photos["site's"]})
    return photos


def _links(article, *, shown, other, at):
    by = User.objects.create_user("giver")
    open_link, closed = (PreviewLink.create_for(article, by=by, at=at, days=1) for _ in range(2))
    closed.revoke(by=by, at=at)
    opened = {"token": open_link.token, "path": _path(shown)}
    gone = {"closed": {"token": closed.token, "path": _path(shown)}}
    return {
        "/preview/": {"open": opened, **gone},
        "/preview/<str:token>/media/": {
            "open": opened,
            "open, picture of another": opened | {"path": _path(other)},
            **gone,
        },
    }
