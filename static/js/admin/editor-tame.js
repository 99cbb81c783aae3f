// HTML from elsewhere, made tame before the browser parses it. Nothing in it would run: the editor
// parses it in a document without a window. But Chromium holds that document to the policy of the
// page too, and reports each handler and style in it as a breach.
// The fields of a form stand in the way of what its own element can tell: its name, its parent.
const ALONE = /<\/?(?:base|form|link|meta)\b[^>]*>/gi;
const STYLE = /<(\/?)style\b/gi;
const TAG = /<[a-z][^\s"'<>/]*(?:[^"'>]|"[^"]*"|'[^']*')*>/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g;
const REFUSED = /^on|^style$/i;
// What stands in no whole tag: in a text the reference reads as the sign itself.
const LEFT = /((?:on[a-z]+|style)\s*)=/gi;

function tamed(html, attribute) {
  const without = (tag) => tag.replace(ATTRIBUTE, attribute);
  return html.replace(ALONE, "").replace(STYLE, "<$1template").replace(TAG, without).replace(LEFT, "$1&#61;");
}

export function tame(html) {
  return tamed(html, (whole, name) => (REFUSED.test(name) ? "" : whole));
}

// The same, with the text of each style in `data-css`, which no policy minds.
export function tameWithStyles(html) {
  return tamed(html, (whole, name) => {
    if (/^style$/i.test(name)) return `data-css${whole.slice(name.length)}`;
    return REFUSED.test(name) ? "" : whole;
  });
}
