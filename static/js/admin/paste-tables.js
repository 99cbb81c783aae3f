// Tables: those that only lay a letter out are opened; of another each cell is lines of text, at its place.
import { rename, unwrap } from "./paste-dom.js";

const BLOCKS = "p, div, h2, h3, ul, ol, li, blockquote, table";
const WIDEST = 100; // columns that spans may fill

export function mapTables(body) {
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    if (isLayout(table)) open(table);
    else simplify(table);
  }
}

function isLayout(table) {
  const isAlone = table.rows.length <= 1 && (table.rows[0]?.cells.length ?? 0) <= 1;
  return isAlone || table.getAttribute("role") === "presentation";
}

function open(table) {
  for (const cell of table.querySelectorAll("caption, td, th")) {
    const holder = table.ownerDocument.createElement("div");
    holder.append(...cell.childNodes);
    table.before(holder);
  }
  table.remove();
}

function simplify(table) {
  for (const column of table.querySelectorAll("colgroup")) column.remove();
  if (table.caption) table.caption.textContent = table.caption.textContent.trim().replace(/\s+/g, " ");
  spread([...table.rows]);
  for (const cell of table.querySelectorAll("thead td")) rename(cell, "th"); // without its spans
  for (const figure of table.querySelectorAll("figure")) table.after(figure);
  for (const row of table.rows) for (const cell of row.cells) lines(cell);
}

// Empty cells where a cell reaches over others, and where a row is short.
function spread(rows) {
  let covered = new Map(); // column -> how many rows more a cell from above covers
  for (const row of rows) {
    let column = 0;
    const empty = (before) => row.insertBefore(row.ownerDocument.createElement("td"), before);
    for (const cell of [...row.cells]) {
      for (; covered.has(column); column++) empty(cell);
      const end = Math.max(column + 1, Math.min(column + cell.colSpan, WIDEST));
      for (let each = column + 1; each < end; each++) empty(cell.nextSibling);
      for (; column < end; column++) covered.set(column, cell.rowSpan);
    }
    covered = new Map([...covered].filter(([, left]) => left > 1).map(([each, left]) => [each, left - 1]));
  }
  const widest = Math.min(WIDEST, Math.max(...rows.map((row) => row.cells.length)));
  for (const row of rows) while (row.cells.length < widest) row.append(row.ownerDocument.createElement("td"));
}

// A table within a cell: «Жыл | Сан».
function lines(cell) {
  for (const inner of cell.querySelectorAll("td, th")) if (inner.nextElementSibling) inner.append(" | ");
  for (const row of cell.querySelectorAll("caption, tr")) row.append(row.ownerDocument.createElement("br"));
  for (const block of [...cell.querySelectorAll(`${BLOCKS}, thead, tbody, tfoot, caption, tr, td, th`)].reverse()) {
    if (block.matches(BLOCKS)) block.after(block.ownerDocument.createElement("br"));
    unwrap(block);
  }
  const isLost = (node) => node && (node.localName === "br" || (node.nodeType === Node.TEXT_NODE && !node.data.trim()));
  while (isLost(cell.firstChild)) cell.firstChild.remove();
  while (isLost(cell.lastChild)) cell.lastChild.remove();
}
