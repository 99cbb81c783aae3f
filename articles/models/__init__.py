"""The domain. Modules import each other in one direction only:

lookups, turns, staff, names, slugs, redirects, spellings, pictures → site, sections, kinds, photos,
tags → authors → places → audit, revisions → tagging, listing, editing → publishing → articles →
related, imports, search, uses → usage, sightings → photo_permissions
"""

from ..db import lookups  # noqa: F401 - querysets know its word from here on
from .announcements import Announcement
from .articles import Article
from .audit import Act
from .authors import Author
from .corrections import Correction
from .gate import GateRule
from .imports import ImportedPage
from .kinds import Kind
from .layouts import Layout, StaleLayout
from .notes import Note
from .photos import Photo
from .places import ArticleTag, Byline
from .presence import Presence
from .previews import PreviewLink
from .redirects import OldPath
from .related import KeyTerm, RelatedArticle, Suggestion
from .revisions import Autosave, Revision
from .search import SearchEntry, SearchWord
from .sections import RESERVED_SLUGS, Section
from .site import SiteIdentity
from .spellings import Spelling
from .staff import ROLES, User
from .tags import Tag
from .uses import PhotoUse

__all__ = [
    "RESERVED_SLUGS",
    "ROLES",
    "Act",
    "Announcement",
    "Article",
    "ArticleTag",
    "Author",
    "Autosave",
    "Byline",
    "Correction",
    "GateRule",
    "ImportedPage",
    "KeyTerm",
    "Kind",
    "Layout",
    "Note",
    "OldPath",
    "Photo",
    "PhotoUse",
    "Presence",
    "PreviewLink",
    "RelatedArticle",
    "Revision",
    "SearchEntry",
    "SearchWord",
    "Section",
    "SiteIdentity",
    "Spelling",
    "StaleLayout",
    "Suggestion",
    "Tag",
    "User",
]
