// Headings and quotations of other programs by their own names, and paragraphs parted by `<br><br>`.
import { css, isBlock, isEmpty, rename, unwrap } from "./paste-dom.js";

const HEADINGS = { h1: "h2", h4: "h3", h5: "h3", h6: "h3" };
const TITLE = /^(MsoTitle|title)\b/;
const SUBTITLE = /^(MsoSubtitle|subtitle)\b/;
const QUOTE = /^Mso(Intense)?Quote\b/;

export function mapBlocks(body) {
  for (const element of body.querySelectorAll("h1, h4, h5, h6")) rename(element, HEADINGS[element.localName]);
  for (const paragraph of body.querySelectorAll("p, [role=heading]")) mapParagraph(paragraph);
  for (const block of body.querySelectorAll("pre")) rename(block, "p");
}

function mapParagraph(paragraph) {
  const level = paragraph.getAttribute("role") === "heading" && (paragraph.getAttribute("aria-level") ?? "2");
  const outline = /^\d$/.exec(css(paragraph, "mso-outline-level"))?.[0];
  if (TITLE.test(paragraph.className)) rename(paragraph, "h2");
  else if (SUBTITLE.test(paragraph.className)) rename(paragraph, "h3");
  else if (level || outline) rename(paragraph, Number(level || outline) > 2 ? "h3" : "h2");
  else if (QUOTE.test(paragraph.className)) quote(paragraph);
}

// Neighbours make one quotation.
function quote(paragraph) {
  const before = paragraph.previousElementSibling;
  const isMore = before?.localName === "blockquote" && before.dataset.quote;
  const block = isMore ? before : paragraph.ownerDocument.createElement("blockquote");
  block.dataset.quote = "1";
  if (!isMore) paragraph.before(block);
  paragraph.removeAttribute("class");
  block.append(paragraph);
}

export function breakParagraphs(body) {
  const holders = "p, div, section, article, main, blockquote, li, td, center, header, footer";
  for (const holder of [...body.querySelectorAll(holders), body]) breakUp(holder);
  for (const block of body.querySelectorAll("p, h2, h3, li, div, blockquote")) if (isEmpty(block)) block.remove();
}

function breakUp(holder) {
  const breaks = [...holder.childNodes].filter(({ localName }) => localName === "br");
  const isText = [...holder.childNodes].every((node) => !isBlock(node));
  if (!breaks.length && (!isText || holder.localName !== "div")) return;
  const parts = partsOf(holder);
  const isInline = isText && parts.length < 2 && /^(p|li|td|body)$/.test(holder.localName);
  if (isInline) holder.replaceChildren(...(parts[0]?.childNodes ?? []));
  else holder.replaceChildren(...parts);
  if (!isInline && holder.localName === "p") unwrap(holder);
}

// Runs of text as paragraphs, blocks as they are.
function partsOf(holder) {
  const parts = [];
  let run = null;
  let breaks = [];
  for (const node of [...holder.childNodes]) {
    if (isBlock(node)) {
      parts.push(node);
      run = null;
      breaks = [];
    } else if (node.localName === "br") breaks.push(node);
    else if (node.textContent.trim() || (run && !breaks.length)) {
      if (breaks.length > 1) run = null;
      if (!run) parts.push((run = holder.ownerDocument.createElement("p")));
      else run.append(...breaks);
      breaks = [];
      run.append(node);
    }
  }
  return parts;
}
