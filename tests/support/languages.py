"""Which words on a page are of a language that the page is not in."""

import json
import re

from lxml import html

# Words that no language translates.
NAMES = {
    "Ads", "Atom", "AVIF", "BY", "Caps", "CC", "Command", "Control", "CSS", "Ctrl", "Enter", "Esc",
    "HEIC", "HTML", "https", "JPEG", "Lock", "Mac", "Newsroom", "PNG", "Reuters", "RSS", "SEO",
    "SSO", "Tab", "Telegram", "TIFF", "TikTok", "URL", "Vimeo", "WebP", "WebVTT", "WhatsApp",
    "YouTube",
}  # fmt: skip
LANGUAGE_NAMES = {"Қазақша", "Русский", "English"}
UNREAD = "//script | //style | //*[@aria-hidden='true'] | //body//*[@lang]"
SHOWN_ATTRIBUTES = (
    "title aria-label placeholder alt label data-added data-create data-done data-failed "
    "data-gone data-moved data-nothing data-removed data-ask data-yes data-no data-undo "
    "data-autosaved data-lost data-full data-too-long data-too-big"
).split()
KAZAKH_LETTER = re.compile("[әғқңөұүһі]", re.IGNORECASE)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
PASSWORD_HASH = re.compile(r"\S*\*{6,}")
LATIN_WORD = re.compile(r"(?<![\w/.@-])[A-Za-z]{2,}(?![\w/@-])")


def texts(page):
    """What a person reads or hears on ``page``, an HTML text, piece by piece."""
    tree = html.fromstring(page)
    for element in tree.xpath(UNREAD):
        element.drop_tree()
    for element in tree.iter(html.etree.Element):
        yield from filter(None, (element.text, element.tail))
        yield from (element.get(name) for name in SHOWN_ATTRIBUTES if element.get(name))
        if element.tag == "input" and element.get("type") in ("submit", "button", "reset"):
            yield element.get("value", "")
        if element.tag == "meta" and element.get("name") == "description":
            yield element.get("content", "")
        if element.get("data-inline-formset"):
            options = json.loads(element.get("data-inline-formset"))["options"]
            yield from (options["addText"], options["deleteText"])


def strays(page, language, written):
    """The pieces of ``page`` in a language other than ``language``, without what is ``written``.

    Kazakh pages are searched for Latin words, Russian ones for those and for letters that only
    Kazakh has, English ones for Cyrillic.
    """
    known = "|".join(map(re.escape, sorted({*written, *LANGUAGE_NAMES}, key=len, reverse=True)))
    known = re.compile(rf"(?<!\w)({known})(?!\w)")
    found = set()
    for text in texts(page):
        words = PASSWORD_HASH.sub(" ", known.sub(" ", text))
        latin = set(LATIN_WORD.findall(words)) - NAMES
        cyrillic = CYRILLIC.search(words) or KAZAKH_LETTER.search(words)
        wrong = {
            "kk": latin,
            "ru": latin or KAZAKH_LETTER.search(words),
            "en": cyrillic,
        }[language]
        if wrong:
            found.add(" ".join(text.split()))
    return sorted(found)


# What is left alone when a page changes its script.
LEFT_ALONE = "//*[@translate='no'] | //*[@lang and not(starts-with(@lang, 'kk'))] | //textarea"
ADDRESSES = {"href", "src", "srcset", "action", "value"}


def cyrillic_left(answer):
    """Words with a Cyrillic letter in what a page, a feed or a map says outside of addresses."""
    if not answer.is_html:
        return [] if answer.type.startswith("image/") else _CYRILLIC_WORD.findall(answer.text)
    tree = html.fromstring(answer.text)
    for element in tree.xpath(LEFT_ALONE):
        element.drop_tree()
    said = []
    for element in tree.iter(html.etree.Element):
        said += [element.text or "", element.tail or ""]
        said += [value for name, value in element.items() if name not in ADDRESSES]
    return _CYRILLIC_WORD.findall(" ".join(said))


_CYRILLIC_WORD = re.compile(r"\w*[\u0400-\u052f]\w*")
