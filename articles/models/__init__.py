"""The domain. Modules import each other in one direction only:

staff, names, redirects → site, sections, kinds, photos, tags → authors → articles → related
"""

from .articles import Article, ArticleTag, Byline
from .authors import Author
from .kinds import Kind
from .photos import Photo
from .redirects import OldPath
from .related import RelatedArticle
from .imports import ImportedPage
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
    "Section",
    "SiteIdentity",
    "Tag",
    "User",
]
