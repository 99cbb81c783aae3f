// Lists whose depth is written on their items (Google Docs, Word in a browser), made lists in lists.
import { unwrap } from "./paste-dom.js";

// A list element of `items` in order: {level, isOrdered, nodes}.
export function nest(items, document) {
  const open = [];
  let first;
  for (const { level, isOrdered, nodes } of items) {
    while (open.length && open.at(-1).level > level) open.pop();
    if (open.at(-1)?.level !== level) {
      const list = document.createElement(isOrdered ? "ol" : "ul");
      if (open.length) open.at(-1).list.lastElementChild.append(list);
      else if (first) first.after(list);
      first = open.length ? first : list;
      open.push({ level, list });
    }
    const item = document.createElement("li");
    item.append(...nodes);
    open.at(-1).list.append(item);
  }
  return first;
}

const LEVELLED = "li[data-aria-level], li[aria-level]";
const levelOf = (item) => Number(item.dataset.ariaLevel || item.getAttribute("aria-level")) || 1;

export function nestLists(body) {
  for (const wrapper of body.querySelectorAll(".ListContainerWrapper")) unwrap(wrapper);
  for (const list of body.querySelectorAll("ul, ol")) {
    if (list.isConnected && !list.parentElement.closest("ul, ol") && list.querySelector(LEVELLED)) rebuild(list);
  }
  // A list may not stand in a list: it belongs to the item before it.
  for (const inner of body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const item = inner.previousElementSibling;
    if (item?.localName === "li") item.append(inner);
    else unwrap(inner);
  }
}

function rebuild(first) {
  const lists = [first];
  while (follows(lists.at(-1))) lists.push(lists.at(-1).nextElementSibling);
  const items = lists.flatMap((list) => [...list.querySelectorAll("li")]).map((item) => ({
    level: levelOf(item),
    isOrdered: item.closest("ul, ol").localName === "ol",
    nodes: [...item.childNodes].filter(({ localName }) => !/^[uo]l$/.test(localName)),
  }));
  first.before(nest(items, first.ownerDocument));
  for (const list of lists) list.remove();
}

// One list to the eye: the next belongs to it if it is deeper, or of its kind.
function follows(list) {
  const next = list.nextElementSibling;
  if (!/^[uo]l$/.test(next?.localName) || !next.querySelector(LEVELLED)) return false;
  return next.localName === list.localName || levelOf(next.querySelector("li")) > 1 || levelOf(list.querySelector("li")) > 1;
}
