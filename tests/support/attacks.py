"""Texts that try to become code, put wherever somebody may write, and looked for in pages."""

from codecs import decode
from itertools import count
from pathlib import Path

from django.apps import apps
from django.db import connection, models

from articles.text import bodies


def _vectors():
    """Technique -> texts, each of which tries to run something by it: ``vectors.txt``."""
    found = {}
    for line in Path(__file__).with_name("vectors.txt").read_text().splitlines():
        if line.startswith("## "):
            found[line[3:]] = texts = []
        elif line and not line.startswith("# "):
            texts.append(decode(line, "unicode_escape"))
    return found


VECTORS = _vectors()
ALL = [text for texts in VECTORS.values() for text in texts]

ATTACKS = [
    "<script>window.hit=1</script><hit-1>",
    "<img src=x onerror=window.hit=1>",
    '"><svg onload=window.hit=1 hit-2=">',
    "' onfocus='window.hit=1' hit-3='",
    '" onmouseover="window.hit=1" hit-4="',
    "</script></title></textarea><hit-5>",
    "<a href=javascript:window.hit=1>",
    "{{ hit|safe }}{% hit %}${window.hit=1}",
    "--><hit-6>]]>\u2028\u202e\\u003chit-7>",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "\r\nBcc: hit@example.org\r\n<hit-8>",
    "`-alert(1)-`</style><style>@import'//hit'",
]
BODY = (
    "<p onclick='window.hit=1'>Мәтін<script>window.hit=1</script></p>"
    "<p><a href='javascript:window.hit=1'>бір</a> <a href='data:text/html,<script>hit</script>'>екі"
    "</a> <a href='https://example.org/\" onclick=\"window.hit=1'>үш</a></p>"
    "<img src=x onerror=window.hit=1><svg><hit-9 onload=window.hit=1></svg><iframe src=//hit>"
    '<figure data-photo="1" onclick="window.hit=1"><hit-10></figure><math><style><img onerror=hit>'
    '<figure data-embed="https://vimeo.com/76979871"></figure>'  # its title is the provider's
    "<blockquote lang='\"><hit-11>'><p>" + "".join(ATTACKS) + "</p></blockquote>"
)
# Texts that nobody types: keys, addresses, seals, names of rules; and what is made of other texts.
_NOT_TYPED = {
    "Author": {"collation_key"},
    "AcceptedWord": "*",
    "AuditEntry": "*",
    "BulkAct": "*",
    "BulkActLine": "*",
    "Collection": {"collation_key"},
    "Revision": "*",
    "ImportedPage": "*",
    "PhotoCredentials": {"file"},
    "PhotoEntry": "*",
    "PhotoWord": "*",
    "RelatedWeight": "*",
    "SavedView": {"query"},
    "SearchEntry": "*",
    "SearchWord": "*",
    "PublishCheckSetting": {"name"},
    "EmbedTitle": {"address", "failure", "provider"},
    "MediaFile": {"content_type", "digest"},
    "Kind": {"collation_key"},
    "Photo": {"digest"},
    "PlanFeed": "*",
    "PreviewLink": {"key"},
    "Tag": {"key", "collation_key"},
    "TagWord": "*",
    "Section": {"collation_key"},
    "SiteIdentity": {"tag_host"},
    "Task": {"backend_name", "exception_class_path", "queue_name", "task_path"},
    "TrashedArticle": "*",
    "User": {"password", "username"},
}
_number = count()


def text_fields():
    """Model and field of all that somebody may type, of the newsroom's models and of roles."""
    own = apps.get_app_config("articles").get_models()
    for model in [*own, apps.get_model("auth", "Group")]:
        left_out = _NOT_TYPED.get(model.__name__, ())
        for field in model._meta.concrete_fields:
            typed = isinstance(field, models.CharField | models.TextField) and not field.choices
            if typed and left_out != "*" and field.name not in {"slug", *left_out}:
                yield model, field


def plant(*, whole=False):
    """Write attacks into every text of every row; gives the names of the fields.

    Each begins with the name of its field, ``Tag.name!``, by which a page shows that it has it.
    ``whole`` are all vectors in each, however long a text may be; else as many as it has room for.
    """
    fields = list(text_fields())
    for model, field in fields:
        for key in list(model._base_manager.values_list("pk", flat=True)):
            text = _text(model, field, _vectors_of(whole), whole=whole)
            model._base_manager.filter(pk=key).update(**{field.name: text})
    return {_name(model, field) for model, field in fields if model._base_manager.exists()}


def _name(model, field):
    return f"{model.__name__}.{field.name}"


def _vectors_of(whole):
    """Another one comes first each time; no form lets a NUL through, and no database takes it."""
    vectors = [text.replace("\0", "") for text in ALL] if whole else ATTACKS
    first = next(_number) % len(vectors)
    return vectors[first:] + vectors[:first]


def _text(model, field, vectors, *, whole):
    name = f"{next(_number)}{_name(model, field)}!"
    text = name + "".join(vectors)
    if isinstance(field, models.URLField):
        text = f"https://example.org/{name}{'/'.join(''.join(vectors).split())}"
    elif isinstance(field, models.EmailField):
        text = f'"{name}<hit-12>"@example.org'
    elif field.name in ("path", "target"):
        text = f"/{text}"
    elif field.name == "body":
        text = "".join(map(bodies.clean, [f"<p>{name}</p>{BODY}", *vectors]))
    # SQLite takes texts of any length.
    return text if whole and connection.vendor == "sqlite" else text[: field.max_length]


# What an attack that got through would leave in a page, whether or not its policy lets it run.
_SEEK = """html => {
    const OWN = "#preview-pane iframe[sandbox]";  // of the form of an article
    const LEADS = /^(href|src|srcset|data|(form)?action|poster|background|cite|ping|xlink:href)$/;
    // Only a link may lead to strangers, and nothing but what opens a page, a letter or a call.
    const isBad = (value, where) => {
        if (!URL.canParse(value, "https://own.example")) return false;
        const address = new URL(value, "https://own.example");
        const stranger = address.hostname.endsWith("hit.example");
        const opens = /^(https?|mailto|tel):$/.test(address.protocol);
        const stays = where === "img src" && /^(data|blob):$/.test(address.protocol);
        return !(opens || stays) || (stranger && where !== "a href");
    };
    const page = html === null ? document : new DOMParser().parseFromString(html, "text/html");
    const found = [];
    for (const element of page.querySelectorAll("*")) {
        if (element.matches(OWN)) continue;
        const name = element.localName;
        if (/hit|^(iframe|object|embed|base|math)$/.test(name)) found.push(`<${name}>`);
        for (const { name: attribute, value } of element.attributes) {
            if (/^on|hit|^srcdoc$|[^\\w:.-]/.test(attribute)) found.push(`<${name} ${attribute}>`);
            if (html !== null && attribute === "style") found.push(`<${name} style>`);
            if (/^(id|name)$/.test(attribute) && /hit/.test(value))
                found.push(`<${name} ${attribute}="${value}">`);
            if (LEADS.test(attribute) && isBad(value, `${name} ${attribute}`))
                found.push(`<${name} ${attribute}="${value}">`);
        }
        const inside = name === "script" && !element.src;
        if (inside && /json/.test(element.type)) JSON.parse(element.textContent);
        else if (inside || name === "style") {
            if (!(element.nonce || element.getAttribute("nonce"))) found.push(`<${name}> inside`);
        }
    }
    return found;
}"""


def holes(page, html=None):
    """What of the attacks has become elements or attributes: of ``page`` as it is open, or of
    ``html`` as its browser reads it.
    """
    return page.evaluate(_SEEK, html)
