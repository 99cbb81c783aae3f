"""The domain. Modules import each other in one direction only:

staff, names, redirects, spellings → site, sections, kinds, photos, tags → authors → places → audit,
revisions → listing, editing → publishing → articles → related, imports, search
"""

from .articles import Article
from .audit import Act
from .authors import Author
from .corrections import Correction
from .imports import ImportedPage
from .kinds import Kind
from .layouts import Layout, StaleLayout
from .photos import Photo
from .places import ArticleTag, Byline
from .presence import Presence
from .redirects import OldPath
from .related import RelatedArticle
from .revisions import Autosave, Revision
from .search import SearchEntry
from .sections import RESERVED_SLUGS, Section
from .site import SiteIdentity
from .spellings import Spelling
from .staff import ROLES, User
from .tags import Tag

__all__ = [
    "RESERVED_SLUGS",
    "ROLES",
    "Act",
    "Article",
    "ArticleTag",
    "Author",
    "Autosave",
    "Byline",
    "Correction",
    "ImportedPage",
    "Kind",
    "Layout",
    "OldPath",
    "Photo",
    "Presence",
    "RelatedArticle",
    "Revision",
    "SearchEntry",
    "Section",
    "SiteIdentity",
    "Spelling",
    "StaleLayout",
    "Tag",
    "User",
]
