"""What can be put into a text beside words: names, signs, and the words by which it is found."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Kind of a typed block -> what it is called.
BLOCK_LABELS = {
    "photo": _("Photo"),
    "gallery": _("Gallery"),
    "embed": _("Post, video or map"),
    "file": _("File, audio or video"),
    "article": pgettext_lazy("card in a text", "Read also"),
    "pullquote": _("Pull quote"),
}
# Name of what the editor inserts, its sign, its name; in the order of the menu.
INSERTS = (
    ("photo", "image", BLOCK_LABELS["photo"]),
    ("gallery", "collections", BLOCK_LABELS["gallery"]),
    ("embed", "smart_display", BLOCK_LABELS["embed"]),
    ("file", "attach_file", BLOCK_LABELS["file"]),
    ("article", "article", BLOCK_LABELS["article"]),
    ("pullquote", "format_quote", BLOCK_LABELS["pullquote"]),
    ("table", "table_chart", _("Table")),
    ("factBox", "fact_check", _("Fact box")),
    ("heading2", "title", _("Heading")),
    ("heading3", "text_fields", _("Subheading")),
    ("blockquote", "format_quote", _("Quotation")),
    ("bulletList", "format_list_bulleted", _("List")),
    ("orderedList", "format_list_numbered", _("Numbered list")),
)
