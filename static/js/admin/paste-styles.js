// Emphasis that stands in styles, as Google Docs and word processors write it, becomes elements.
import { css } from "./paste-dom.js";

const INLINE = new Set(
  "b strong i em span font u ins sub sup big small cite var dfn s strike mark code abbr time label".split(" "),
);
const TAGS = { b: "strong", strong: "strong", i: "em", em: "em", cite: "em", var: "em", sub: "sub", sup: "sup" };
const SET_OFF = /^(h[1-6]|th)$/; // its letters are heavy by themselves

// Each text gets the emphasis that its nearest element declares.
export function applyStyles(body) {
  walk(body, {});
}

function walk(node, marks) {
  if (node.nodeType === Node.TEXT_NODE) return wrap(node, marks);
  if (node.nodeType !== Node.ELEMENT_NODE) return node.remove();
  const own = marksOf(node, marks);
  for (const child of [...node.childNodes]) walk(child, own);
  if (INLINE.has(node.localName) || node.localName.includes(":")) node.replaceWith(...node.childNodes);
}

function marksOf(element, marks) {
  const own = { ...marks };
  const tag = TAGS[element.localName];
  if (tag) own[tag] = true;
  const weight = css(element, "font-weight");
  if (weight) own.strong = weight.startsWith("bold") || Number(weight) >= 600;
  const slant = css(element, "font-style");
  if (slant) own.em = /italic|oblique/.test(slant);
  const align = css(element, "vertical-align");
  if (/^(super|sub)/.test(align)) own[align.startsWith("super") ? "sup" : "sub"] = true;
  own.isSetOff = marks.isSetOff || SET_OFF.test(element.localName);
  return own;
}

function wrap(text, marks) {
  if (!text.data.trim()) return;
  let outer = text;
  for (const tag of ["sub", "sup", "em", "strong"]) {
    if (!marks[tag] || (tag === "strong" && marks.isSetOff)) continue;
    const element = text.ownerDocument.createElement(tag);
    outer.replaceWith(element);
    element.append(outer);
    outer = element;
  }
}
