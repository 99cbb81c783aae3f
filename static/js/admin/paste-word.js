// Lists of Word on a desktop: paragraphs whose style tells their level, with a bullet typed before.
import { css } from "./paste-dom.js";
import { nest } from "./paste-lists.js";

const BULLET = /^[\s\u00a0]*(?:[·•▪◦§o–\uf0b7\uf0a7-]|(\(?(?:\d+|[a-zа-я]|[ivx]+)[.)]))[\s\u00a0]+/i;

export function wordLists(body) {
  const paragraphs = [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")].filter(isItem);
  const taken = new Set();
  for (const paragraph of paragraphs) if (!taken.has(paragraph)) gather(paragraph, taken);
}

function isItem(element) {
  const list = css(element, "mso-list");
  if (list) return list !== "ignore" && !list.startsWith("none") && element.localName === "p";
  return /^MsoListParagraph/.test(element.className) && BULLET.test(element.textContent);
}

function gather(first, taken) {
  const run = [first];
  for (let next = first.nextElementSibling; next && isItem(next); next = next.nextElementSibling) run.push(next);
  for (const paragraph of run) taken.add(paragraph);
  const items = run.map(item);
  first.before(nest(items, first.ownerDocument));
  for (const paragraph of run) paragraph.remove();
}

function item(paragraph) {
  const level = Number(/level(\d+)/.exec(css(paragraph, "mso-list"))?.[1] ?? 1);
  const marker = takeMarker(paragraph);
  const inner = paragraph.ownerDocument.createElement("p");
  inner.append(...paragraph.childNodes);
  return { level, isOrdered: /[\d\p{L}]+[.)]/u.test(marker), nodes: [inner] };
}

function takeMarker(paragraph) {
  const ignored = [...paragraph.querySelectorAll("[data-css]")].find((span) => css(span, "mso-list") === "ignore");
  if (ignored) {
    ignored.remove();
    return ignored.textContent;
  }
  const marker = BULLET.exec(paragraph.textContent)?.[0] ?? "";
  cut(paragraph, marker.length);
  return marker;
}

// The first `length` letters, over as many texts as they lie in.
function cut(element, length) {
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (length > 0 && texts.nextNode()) {
    const taken = Math.min(length, texts.currentNode.length);
    texts.currentNode.deleteData(0, taken);
    length -= taken;
  }
}
