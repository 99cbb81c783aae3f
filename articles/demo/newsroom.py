"""Loads the demo newsroom by the doors that editors use: uploads, bylines, picks, publication.

What is there already is left as it is, so that loading twice changes nothing.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q

from ..kazakh.slugs import slug
from ..kazakh.typesetting import typography
from ..media import renditions
from ..media_files.storing import all_or_nothing
from ..models import (
    Article,
    Author,
    Kind,
    MediaFile,
    Photo,
    RelatedArticle,
    Section,
    SiteIdentity,
    Tag,
)
from ..models.media.rights import Licence
from ..text import bodies
from . import files, pictures, texts


def load(
    *, now: datetime, progress: Callable[[int, int], None] = lambda done, total: None
) -> Counter:
    """Bring in what is missing, dated backwards from ``now``; gives how many of each thing.

    ``progress`` hears how many of the photos are there: their pictures take most of the time.
    """
    return _Loader(now, progress).load()


def own_articles() -> tuple[set[str], set[str]]:
    """Slugs and headlines of the demo newsroom's articles."""
    headlines = {story.get("headline") for story in texts.stories()}
    return set(map(slug, headlines)), headlines


def sections() -> list[Section]:
    """The sections of the demo newsroom; made where they are missing."""
    names = texts.newsroom()["sections"].items()
    return [
        _ensure(
            Section,
            {"slug": key, "name": kk, "name_ru": ru, "name_en": en, "position": position},
        )[0]
        for position, (key, (kk, ru, en)) in enumerate(names)
    ]


def _ensure(model, fields):
    """The row with this slug or name, and whether it had to be made from ``fields``."""
    found = model.objects.filter(Q(slug=fields["slug"]) | Q(name=fields["name"])).first()
    return (found, False) if found else (model.objects.create(**fields), True)


class _Loader:
    def __init__(self, now, progress):
        self.now, self.progress = now, progress
        self.made = Counter()
        self.content = texts.newsroom()
        self.captions = texts.photos()

    def load(self) -> Counter:
        self.photos = {}
        for key in self.captions:
            self.photos[key] = self._photo(key)
            self.progress(len(self.photos), len(self.captions))
        self.files = {key: self._file(key) for key in texts.files()}
        with transaction.atomic():
            self._site()
            self.sections = {section.slug: section for section in sections()}
            self.authors = {key: self._author(key) for key in self.content["authors"]}
            self.tags = {key: self._tag(key) for key in self.content["tags"]}
            self.kinds = {kind.name: kind for kind in Kind.objects.all()}
            self._articles()
        return self.made

    def _photo(self, key):
        """A photo is known again by what is said with it: who took it, and what it shows.

        One that is there gets the renditions for which there was no room.
        """
        about = self.captions[key]
        said = {name: about[name] for name in ("caption", "alt", "credit")}
        photo = Photo.objects.filter(alt=said["alt"], credit=said["credit"]).first()
        if photo is None:
            scene = about.get("scene", key)
            drawn = pictures.draw(scene, key, shrink=2 if scene == "portrait" else 1)
            picture = ContentFile(drawn, f"{key}.jpg")
            with all_or_nothing(), transaction.atomic():
                photo = Photo.objects.create(file=picture, licence=Licence.OWN, **said)
            self.made["photo"] += 1
        renditions.complete(photo.pk)
        return photo

    def _file(self, key):
        """A file is known again by its title."""
        about = texts.files()[key]
        said = {
            name: about.get(name, "").strip()
            for name in ("title", "credit", "description", "transcript")
        }
        file = MediaFile.objects.filter(title=said["title"]).first()
        if file is None:
            content = ContentFile(self._content(about), about["name"])
            with all_or_nothing(), transaction.atomic():
                file = MediaFile.from_file(content, **said)
            self.made["file"] += 1
        return file

    def _content(self, about):
        if "text" in about:
            return about["text"].lstrip().encode()
        if "photo" not in about:
            return files.train()
        with self.photos[about["photo"]].file.open() as picture:
            return files.poster(picture)

    def _site(self):
        """Name and imprint, unless somebody has already given the newsroom its own."""
        identity = SiteIdentity.load()
        if identity.description or identity.imprint:
            return
        about = dict(self.content["site"])
        identity.social_picture = self.photos[about.pop("social_picture")]
        for name, text in about.items():
            setattr(identity, name, text.strip())
        identity.logo.save("logo.png", ContentFile(pictures.draw_logo()), save=False)
        identity.save()
        self.made["site"] += 1

    def _author(self, key):
        about = self.content["authors"][key]
        portrait = self.photos[f"portrait-{key}"]
        biography = " ".join(about["biography"].split())
        fields = about | {"slug": slug(about["name"]), "biography": biography}
        return self._ensure(Author, portrait=portrait, **fields)

    def _tag(self, key):
        name = self.content["tags"][key]
        return self._ensure(
            Tag,
            slug=slug(name),
            name=name,
            description=self.content["tag_descriptions"].get(key, ""),
            is_pinned=key in self.content["pinned_tags"],
        )

    def _ensure(self, model, **fields):
        found, created = _ensure(model, fields)
        self.made[model._meta.model_name] += created
        return found

    def _articles(self):
        """First all as empty drafts, so that picks and links may lead to any of them."""
        stories = texts.stories()
        known = {story.key: self._known(story) for story in stories}
        new = [story for story in stories if known[story.key] is None]
        self.articles = known | {story.key: self._draft(story) for story in new}
        for story in new:
            self._write(story, self.articles[story.key])
        self.made["article"] += len(new)

    def _known(self, story):
        headline = story.get("headline")
        return Article.objects.filter(Q(slug=slug(headline)) | Q(headline=headline)).first()

    def _draft(self, story):
        return Article.objects.create(
            headline=story.get("headline"),
            seo_headline=story.get("seo"),
            lede=story.get("lede"),
            kind=self.kinds[story.get("kind")],
            section=self.sections[story.get("section")],
            agency=story.get("agency"),
            photo=self.photos[story.get("photo")],
            photo_caption=story.get("photo_caption"),
            language=story.get("language") or "kk",
        )

    def _write(self, story, article):
        """Give the draft its text, byline, tags and picks; publish it unless it stays a draft."""
        body = texts.to_html(
            story.body,
            numbers=texts.Numbers(
                photo=lambda key: self.photos[key].pk,
                file=lambda key: self.files[key].pk,
                story=lambda key: self.articles[key].pk,
            ),
            link=lambda key: self.articles[key].get_absolute_url(),
        )
        article.body = bodies.clean(typography(body)) if article.language == "kk" else body
        article.set_authors([self.authors[key] for key in story.keys("by")])
        article.set_tags([self.tags[key] for key in story.keys("tags")])
        for position, key in enumerate(story.keys("related")):
            related = self.articles[key]
            RelatedArticle.objects.create(article=article, related=related, position=position)
        article.save()
        if story.get("status"):
            article.notify_changed(by=None, at=self.now)
        else:
            article.published_at = story.published_at(self.now)
            article.updated_at = story.updated_at(self.now)
            article.publish(by=None, at=self.now)
        if story.get("status") == "in_review":
            article.transition("submit", by=None, at=self.now)
