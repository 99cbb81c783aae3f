"""The domain. Modules import each other in one direction only:

staff, names, redirects → site, sections, kinds, photos, tags → authors → places → listing →
articles → related, imports, search
"""

from .articles import Article
from .authors import Author
from .imports import ImportedPage
from .kinds import Kind
from .photos import Photo
from .places import ArticleTag, Byline
from .redirects import OldPath
from .related import RelatedArticle
from .search import SearchEntry
from .sections import RESERVED_SLUGS, Section
from .site import SiteIdentity
from .staff import ROLES, User
from .tags import Tag

__all__ = [
    "RESERVED_SLUGS",
    "ROLES",
    "Article",
    "ArticleTag",
    "Author",
    "Byline",
    "ImportedPage",
    "Kind",
    "OldPath",
    "Photo",
    "RelatedArticle",
    "SearchEntry",
    "Section",
    "SiteIdentity",
    "Tag",
    "User",
]
