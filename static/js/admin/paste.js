// What the clipboard holds, brought to the vocabulary of a body before the editor parses it.
import { tame, tameWithStyles } from "./editor-tame.js";
import { breakParagraphs, mapBlocks } from "./paste-blocks.js";
import { keepLinks } from "./paste-links.js";
import { nestLists } from "./paste-lists.js";
import { leaveOut } from "./paste-lost.js";
import { applyStyles } from "./paste-styles.js";
import { mapTables } from "./paste-tables.js";
import { wordLists } from "./paste-word.js";

const KEPT = {
  a: ["href"],
  blockquote: ["lang"],
  figure: ["data-photo"],
  p: ["lang"],
};

// {html, lost: {kind: [names]}, files}: each file stands in the HTML as `<figure data-photo="wait-…">`.
// What was copied in the editor itself comes back as it was.
export function normalise(html) {
  if (/\sdata-pm-slice=/.test(html)) return { html: tame(html), lost: {}, files: [] };
  const { body } = new DOMParser().parseFromString(tameWithStyles(html), "text/html");
  const { lost, files } = leaveOut(body);
  wordLists(body);
  nestLists(body);
  mapBlocks(body);
  mapTables(body);
  applyStyles(body);
  keepLinks(body);
  breakParagraphs(body);
  for (const element of body.querySelectorAll("*")) strip(element);
  return { html: body.innerHTML, lost, files };
}

// Office programs note a language for proof-reading with every paragraph, rightly or not, as ru-RU.
const LANGUAGE = /^(ru|en)$/;

function strip(element) {
  const kept = KEPT[element.localName] ?? [];
  for (const { name, value } of [...element.attributes]) {
    if (!kept.includes(name) || (name === "lang" && !LANGUAGE.test(value))) element.removeAttribute(name);
  }
}
