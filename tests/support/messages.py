"""Every message that the code asks gettext for, read from its text as ``makemessages`` reads it."""

import ast
import re
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

ROOTS = ("articles", "newsroom", "templates")
FUNCTIONS = {"_", "gettext", "ngettext", "pgettext", "npgettext", "gettext_noop"}
# What Django makes of a template: calls, and between them nothing that looks like one.
CALL = re.compile(
    r"""\b(?:_|n?p?gettext)\((?:[^()'"]|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")*\)""", re.DOTALL
)


def messages_of_the_code():
    """Each as (context or None, text)."""
    files = (path for root in ROOTS for path in Path(settings.BASE_DIR, root).rglob("*.*"))
    return {
        message
        for path in files
        for source in _python(path)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and (message := _message(node))
    }


def _python(path):
    """The text of a module, or the calls that a template comes to."""
    if path.suffix == ".py":
        return [path.read_text()]
    if path.suffix in (".html", ".txt"):
        return CALL.findall(templatize(path.read_text(), origin=str(path)))
    return []


def _message(call):
    name = getattr(call.func, "id", "").removesuffix("_lazy")
    if name not in FUNCTIONS:
        return None
    context, *texts = [getattr(argument, "value", None) for argument in call.args]
    return (context, texts[0]) if "pgettext" in name else (None, context)
