"""Articles in: records become articles, each in a transaction of its own.

How an article is known again stands in ``recognising``.  A page that says what it said last time
changes nothing, even if editors have changed the article since; a page that has changed is taken
over.  The lede, photos with a file and picks are the desk's own: a page without them takes none
away.  A withdrawn article stays withdrawn.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Literal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from ..db.locks import article_write_lock
from ..models import (
    RESERVED_SLUGS,
    Article,
    Author,
    ImportedPage,
    Kind,
    Photo,
    RelatedArticle,
    Section,
    SiteIdentity,
    Tag,
)
from ..models.workflow.transitions import Status
from . import recognising, source
from .limits import check_instants, check_lengths, check_words
from .recognising import normal
from .record import BadInput, Record, RelatedEntry
from .taxonomy import TaxonomyLookup, Thing
from .typography import KAZAKH, printed

Outcome = Literal["created", "updated", "unchanged", "skipped"]
OUTCOMES: tuple[Outcome, ...] = ("created", "updated", "unchanged", "skipped")

_UNPUBLISHED = {Status.DRAFT, Status.IN_REVIEW, Status.READY}


@dataclass(kw_only=True)
class Result:
    """What became of a record; ``error`` says why it was skipped, ``notes`` what else happened."""

    path: Path
    outcome: Outcome
    notes: list[str] = field(default_factory=list)
    error: BadInput | None = None


def import_files(
    paths: Iterable[Path],
    form: ModuleType,
    *,
    at: datetime,
    publish_related: bool = False,
    typography: bool = False,
    dry_run: bool = False,
) -> Iterator[Result]:
    """Take in all records of the files, one after the other; a bad one does not stop the rest."""
    importer = Importer(
        at=at,
        publish_related=publish_related,
        typography=typography,
        dry_run=dry_run,
        makes_kinds=form.MAKES_KINDS,
    )
    for path, record in _records(paths, form):
        result = Result(path=path, outcome="skipped")
        if isinstance(record, BadInput):
            result.error = record
        else:
            importer.take(record, result)
        yield result


def _records(paths: Iterable[Path], form: ModuleType) -> Iterator[tuple[Path, Record | BadInput]]:
    for found in source.files(paths, form.SUFFIX):
        if isinstance(found, Path):
            yield from ((found, record) for record in form.read(found))
        else:
            yield found


class Importer:
    """One run: the clock, the choices of the operator, and what is known by name."""

    def __init__(
        self,
        *,
        at: datetime,
        publish_related: bool,
        dry_run: bool,
        makes_kinds: bool = False,
        typography: bool = False,
    ) -> None:
        self.at = at
        self.makes_kinds = makes_kinds
        self.publish_related = publish_related
        self.dry_run = dry_run
        self.language = settings.LANGUAGE_CODE
        self.typography = typography and self.language == KAZAKH
        self.kinds = TaxonomyLookup(Kind)
        self.sections = TaxonomyLookup(Section, reserved=RESERVED_SLUGS)
        self.authors = TaxonomyLookup(Author)
        self.taken: dict[int, Path] = {}
        self.notes: list[str] = []

    def take(self, record: Record, result: Result) -> None:
        """Take one record in, wholly or not at all, and say in ``result`` what became of it."""
        self.notes = result.notes
        try:
            with transaction.atomic():
                article_write_lock()
                article, result.outcome = self._take(record)
                transaction.set_rollback(self.dry_run)
            self.taken[article.pk] = result.path
        except BadInput as error:
            result.error, result.outcome = error, "skipped"
        except ValidationError as error:
            result.error = BadInput(record.line("headline"), " ".join(error.messages))
            result.outcome = "skipped"
        except (DataError, IntegrityError) as error:
            said = _("the database refused it: %s") % str(error).partition("\n")[0]
            result.error, result.outcome = BadInput(record.line("headline"), said), "skipped"
        if result.error or self.dry_run:
            for lookup in (self.kinds, self.sections, self.authors):
                lookup.forget()

    def _take(self, record: Record) -> tuple[Article, Outcome]:
        check_instants(record)
        check_lengths(record)
        check_words(record)
        key = recognising.key(record.headline, record.instant, self.language)
        digest = recognising.digest(record)
        imported = recognising.imported(key)
        if imported and imported.digest == digest:
            has_published = self._publish_stubs(imported.article)
            return imported.article, "updated" if has_published else "unchanged"
        article = imported.article if imported else self._find(record)
        if article and article.pk in self.taken:
            message = _("the file “%s” tells this article differently; its version was taken")
            raise BadInput(record.line("headline"), message % source.shown(self.taken[article.pk]))
        outcome: Outcome = "updated" if article else "created"
        record = printed(record) if self.typography else record  # its digest is of what was read
        article = article or Article(language=self.language)
        self._fill(article, record)
        self._pick(article, record)
        self._show(article)
        ImportedPage.objects.update_or_create(
            article=article, defaults={"key": key, "digest": digest}
        )
        return article, outcome

    def _find(self, record: Record) -> Article | None:
        """The article that this page is about, if the newsroom has it already."""
        section = self.sections.find(record.section)
        article = recognising.about(record, section, self.taken, self.language)
        if article and normal(article.headline) != normal(record.headline):
            self.notes.append(_("headline corrected, it was: %s") % article.headline)
        return article

    def _fill(self, article: Article, record: Record) -> None:
        """Make the article say what the record says."""
        text_before = (article.headline, article.body)
        article.headline, article.body = record.headline, record.body
        article.lede = record.lede or article.lede
        article.agency = record.agency or article.agency
        article.published_at = record.instant
        article.kind = self._kind(record)
        article.section = self._named(self.sections, record.section, _("new section: %s"))
        article.photo = self._photo(article.photo, record.credit)
        if article.status == Status.PUBLISHED and text_before != (record.headline, record.body):
            article.updated_at = self.at
        article.save()
        tags = [self._tag(name) for name in record.tags]
        lookup = record.authors
        authors = [self._named(self.authors, name, _("new author: %s")) for name in lookup]
        article.set_tags(list(dict.fromkeys(tags)))
        article.set_authors(list(dict.fromkeys(authors)))

    def _kind(self, record: Record) -> Kind:
        if kind := self.kinds.find(record.kind):
            return kind
        if self.makes_kinds:
            return self._named(self.kinds, record.kind, _("new kind: %s"))
        known = ", ".join(Kind.objects.values_list("name", flat=True))
        message = _("there is no kind “%(kind)s”; the kinds are: %(known)s")
        raise BadInput(record.line("kind"), message % {"kind": record.kind, "known": known})

    def _named(self, lookup: TaxonomyLookup[Thing], name: str, made: str) -> Thing:
        thing = lookup.find(name)
        if thing is None:
            thing = lookup.make(name)
            self.notes.append(made % name)
        return thing

    def _tag(self, name: str) -> Tag:
        tag = Tag.objects.named(name)
        if tag.pk is None:
            tag.save()
            self.notes.append(_("new tag: #%s") % name)
        return tag

    def _photo(self, photo: Photo | None, credit: str) -> Photo | None:
        """The photo with this credit: one that waits for its file, unless the desk has put one."""
        if not credit or (photo and not photo.is_waiting):
            return photo
        if photo is None:
            return Photo.objects.create(credit=credit)
        if photo.credit != credit:
            photo.credit = credit
            photo.save()
        return photo

    def _pick(self, article: Article, record: Record) -> None:
        """Make the sidebar's entries the editor's picks, in their order."""
        if not record.related:
            return
        related = [self._related(entry, article) for entry in record.related]
        others = [other for other in dict.fromkeys(related) if other != article]
        article.picks.all().delete()
        RelatedArticle.objects.bulk_create(
            RelatedArticle(article=article, related=other, position=n)
            for n, other in enumerate(others)
        )
        self._publish_stubs(article)

    def _related(self, entry: RelatedEntry, article: Article) -> Article:
        """The article that an entry names: the newsroom's, or a new draft with its headline."""
        if found := recognising.related(entry, self.language):
            return found
        self.notes.append(_("added as a draft: %s") % entry.headline)
        stub = Article.objects.create(
            headline=entry.headline,
            published_at=entry.moment,
            kind=article.kind,
            section=article.section,
            language=self.language,
        )
        stub.notify_changed(by=None, at=self.at)
        return stub

    def _publish_stubs(self, article: Article) -> bool:
        """Publish picks that have but a headline, if so asked; their credit is the newsroom."""
        if not self.publish_related:
            return False
        stubs = Article.objects.filter(
            picked_by__article=article, status=Status.DRAFT, body="", lede=""
        )
        published = list(stubs.order_by("picked_by__position"))
        for stub in published:
            stub.agency = stub.agency or SiteIdentity.load().name
            stub.published_at = stub.published_at or article.published_at
            stub.save()
            stub.publish(by=None, at=self.at, reason=self._reason(stub))
            self.notes.append(_("published: %s") % stub.headline)
        return bool(published)

    def _reason(self, stub: Article) -> str:
        """Why what is but a headline comes out; whatever else is wrong with it is no exception."""
        wrong = {check.name for check in stub.check_results(at=self.at) if check.blocks}
        return _("of the article beside it only the headline is known") if wrong == {"body"} else ""

    def _show(self, article: Article) -> None:
        if article.status in _UNPUBLISHED:
            article.publish(by=None, at=self.at)
        else:
            article.notify_changed(by=None, at=self.at)
