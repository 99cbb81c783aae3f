"""What the answers of the API look like; the OpenAPI description is made of these.

No key of a row is required: who asks for some ``fields`` gets these.
"""

from typing_extensions import TypedDict


class Problem(TypedDict):
    """Why there is no answer, in words."""

    detail: str


class Named(TypedDict):
    """A section, a tag or an author, where an article names it."""

    id: int
    name: str
    slug: str
    url: str


class PhotoShape(TypedDict, total=False):
    """A photo, with what must be said with it. ``url`` leads to its largest rendition."""

    id: int
    headline: str
    url: str
    alt: str
    caption: str
    credit: str
    width: int
    height: int
    licence: str
    renditions: dict[str, str]


class Notice(TypedDict):
    """What readers are told of a change of an article."""

    kind: str
    note: str
    published_at: str


class ArticleRow(TypedDict, total=False):
    """An article in a list."""

    id: int
    headline: str
    url: str
    lede: str
    language: str
    kind: str
    section: Named
    authors: list[Named]
    agency: str
    tags: list[Named]
    photo: PhotoShape | None
    published_at: str
    updated_at: str


class ArticleShape(ArticleRow, total=False):
    """An article, its text complete and its addresses whole."""

    body_html: str
    notices: list[Notice]


class SectionRow(TypedDict, total=False):
    """A section that has an article. ``headline`` is its name, as in each list."""

    id: int
    headline: str
    url: str
    slug: str
    description: str


class TagRow(TypedDict, total=False):
    """A tag that an article has. ``headline`` is its name."""

    id: int
    headline: str
    url: str
    slug: str
    description: str


class AuthorRow(TypedDict, total=False):
    """An author who signs an article. ``headline`` is their name."""

    id: int
    headline: str
    url: str
    slug: str
    position: str
    biography: str
    portrait: PhotoShape | None


class CorrectionRow(TypedDict, total=False):
    """A correction. ``headline`` and ``url`` are those of its article."""

    id: int
    headline: str
    url: str
    article: int
    kind: str
    note: str
    published_at: str


class Articles(TypedDict):
    """A page of a list; ``next`` leads to the one after it."""

    results: list[ArticleRow]
    next: str | None


class Sections(TypedDict):
    """All sections."""

    results: list[SectionRow]
    next: str | None


class Tags(TypedDict):
    """A page of a list."""

    results: list[TagRow]
    next: str | None


class Authors(TypedDict):
    """A page of a list."""

    results: list[AuthorRow]
    next: str | None


class Photos(TypedDict):
    """A page of a list."""

    results: list[PhotoShape]
    next: str | None


class Corrections(TypedDict):
    """A page of a list."""

    results: list[CorrectionRow]
    next: str | None


class Hit(TypedDict):
    """An article that was found, with the passage in which the words are marked."""

    id: int
    title: str
    url: str
    published: str
    passage_html: str


class Found(TypedDict):
    """A page of what was found; ``next`` is the value of ``before`` for the page after it."""

    query: str
    total: int
    suggestion: str
    next: str
    results: list[Hit]


class Suggested(TypedDict):
    """An article, as it is offered while somebody types."""

    title: str
    url: str


class Suggestions(TypedDict):
    """What may come next while somebody types."""

    queries: list[str]
    articles: list[Suggested]
