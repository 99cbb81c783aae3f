// Tables: those that only lay a letter out are opened, each row of another becomes a line.
import { unwrap } from "./paste-dom.js";

export function mapTables(body) {
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    if (isLayout(table)) open(table);
    else table.replaceWith(...[...table.rows].map(line).filter(Boolean));
  }
}

function isLayout(table) {
  const isAlone = table.rows.length <= 1 && (table.rows[0]?.cells.length ?? 0) <= 1;
  return isAlone || table.getAttribute("role") === "presentation";
}

function open(table) {
  for (const cell of table.querySelectorAll("td, th")) {
    const holder = table.ownerDocument.createElement("div");
    holder.append(...cell.childNodes);
    table.before(holder);
  }
  table.remove();
}

// «Жыл | Сан»: cells stay apart, emphasis and links in them stay.
function line(row) {
  const paragraph = row.ownerDocument.createElement("p");
  const cells = [...row.cells].filter((cell) => cell.textContent.trim());
  for (const cell of cells) {
    for (const block of cell.querySelectorAll("p, div, h2, h3, ul, ol, li, blockquote, br")) {
      block.after(" ");
      unwrap(block);
    }
    if (paragraph.childNodes.length) paragraph.append(" | ");
    paragraph.append(...trimmed(cell));
  }
  return cells.length && paragraph;
}

function trimmed(cell) {
  cell.normalize();
  const { firstChild, lastChild } = cell;
  if (firstChild?.nodeType === Node.TEXT_NODE) firstChild.data = firstChild.data.trimStart();
  if (lastChild?.nodeType === Node.TEXT_NODE) lastChild.data = lastChild.data.trimEnd();
  return cell.childNodes;
}
