// Small words over the DOM that the modules of a paste share.
const BLOCKS =
  "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer " +
  "h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody td tfoot th thead tr ul";
const BLOCK = new Set(BLOCKS.split(" "));

export const isBlock = (node) => BLOCK.has(node.localName);
export const isEmpty = (node) => !node.textContent.trim() && !node.querySelector?.("figure, img, table");
export const unwrap = (element) => element.replaceWith(...element.childNodes);

// The value of a property in the text of the element's style; "" where it has none.
export function css(element, property) {
  const text = element.getAttribute?.("data-css");
  if (!text?.includes(property)) return "";
  for (const line of text.split(";")) {
    const [name, ...value] = line.split(":");
    if (name.trim().toLowerCase() === property) return value.join(":").trim().toLowerCase();
  }
  return "";
}

// The element under another name, with its children.
export function rename(element, name) {
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}
