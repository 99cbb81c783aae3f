"""The text of one article as it is anywhere outside the site, as of an instant."""

from ...text.blocks import find
from .. import blocks, visibility
from .entries import body_of, text_of


def whole_text(article, at):
    """HTML that stands alone, without the links that readers may not follow yet."""
    text = text_of(article)
    hidden = visibility.hidden(text.links, at)
    return body_of(text, hidden, blocks.references(find(text.html), at))
