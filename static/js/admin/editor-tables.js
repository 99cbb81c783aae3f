// Tables in the text: cells are written in place; rows, columns and the caption by the bar above them.
import { openForm } from "./block-forms.js";
import { insertWithin } from "./editor-blocks.js";
import { behindTable } from "./table-position.js";

// What a button of the bar does. The caption has a form.
const ACTS = {
  rowBefore: "addRowBefore",
  rowAfter: "addRowAfter",
  rowRemove: "deleteRow",
  columnBefore: "addColumnBefore",
  columnAfter: "addColumnAfter",
  columnRemove: "deleteColumn",
  headings: "toggleHeaderRow",
  remove: "deleteTable",
};
const ROWS = 3;
const COLUMNS = 3;

export function insertTable(editor) {
  const row = (type) => ({ type: "tableRow", content: Array(COLUMNS).fill({ type, content: [{ type: "paragraph" }] }) });
  const rows = [row("tableHeader"), ...Array(ROWS - 1).fill(row("tableCell"))];
  insertWithin(editor, { type: "table", content: rows }, 4); // table, row, cell, paragraph
}

// What is put in from a menu while the cursor stands in a table comes behind the table.
export function leaveTable(editor) {
  const after = behindTable(editor.state.selection.$from);
  if (after === null) return;
  editor.chain().focus().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run();
}

// What is pasted into a cell: lines of text stay there, what else there is comes behind the table.
// Cells are put over cells by the library. Whether the paste is done.
export function pasteInTable(lib, view, slice) {
  const { selection, schema, tr } = view.state;
  const after = behindTable(selection.$from);
  const { firstChild, childCount } = slice.content;
  if (after === null || (childCount === 1 && firstChild.type.spec.tableRole)) return false;
  const lines = [];
  let isText = true;
  slice.content.descendants((node) => {
    if (node.isTextblock) lines.push(schema.nodes.paragraph.create(null, node.content));
    else if (node.type.spec.tableRole || (node.isBlock && node.isAtom)) isText = false;
    return !node.isTextblock;
  });
  const { Slice, Fragment } = lib.pm.model;
  if (!isText) tr.insert(after, slice.content);
  else if (lines.length) tr.replaceSelection(new Slice(Fragment.from(lines), 1, 1));
  else return false;
  view.dispatch(tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
  return true;
}

// Cells that are pasted over headings are headings.
export function asHeadings(lib, slice, { state: { selection, schema } }) {
  const { tableHeader } = schema.nodes;
  const isHeading = [...Array(selection.$from.depth).keys()].some((depth) => selection.$from.node(depth).type === tableHeader);
  const table = slice.content.firstChild;
  if (!isHeading || slice.content.childCount !== 1 || table.type.spec.tableRole !== "table") return slice;
  const { Slice, Fragment } = lib.pm.model;
  const cells = table.firstChild.children.map(({ attrs, content }) => tableHeader.create(attrs, content));
  const rows = table.content.replaceChild(0, table.firstChild.copy(Fragment.from(cells)));
  return new Slice(Fragment.from(table.copy(rows)), slice.openStart, slice.openEnd);
}

async function act(editor, root, position, name) {
  const { selection, doc } = editor.state;
  const end = position + doc.nodeAt(position).nodeSize;
  if (selection.from <= position || selection.to >= end) editor.commands.setTextSelection(end - 4); // the last cell
  if (name === "caption") await askCaption(editor, root, position);
  else editor.chain().focus().ownStep()[ACTS[name]]().run();
}

async function askCaption(editor, root, position) {
  const { caption } = editor.state.doc.nodeAt(position).attrs;
  const changed = await openForm(root, "table", { caption });
  if (changed && editor.state.doc.nodeAt(position)?.type.name === "table") {
    editor.chain().focus().ownStep().updateAttributes("table", changed).run();
  } else editor.commands.focus();
}

function focusBar({ view, state }) {
  const after = behindTable(state.selection.$from);
  if (after === null) return false;
  view.nodeDOM(after - state.doc.resolve(after).nodeBefore.nodeSize).querySelector("button").focus();
  return true;
}

function tableView(root) {
  const bar = root.querySelector("template[data-table-bar]").content.firstElementChild;
  return ({ node, editor, getPos }) => {
    const dom = document.createElement("div");
    const table = document.createElement("table");
    const caption = table.createCaption();
    const tools = bar.cloneNode(true);
    const show = ({ attrs, firstChild }) => {
      caption.textContent = attrs.caption ?? "";
      const hasHeadings = firstChild.firstChild?.type.name === "tableHeader";
      tools.querySelector("[data-act=headings]").setAttribute("aria-pressed", String(hasHeadings));
    };
    dom.className = "table-block";
    const scroll = dom.appendChild(document.createElement("div"));
    dom.prepend(tools);
    scroll.append(table);
    tools.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) act(editor, root, getPos(), button.dataset.act);
    });
    tools.addEventListener("keydown", ({ key }) => key === "Escape" && editor.commands.focus());
    show(node);
    const contentDOM = table.createTBody();
    return {
      dom,
      contentDOM,
      update: (other) => other.type === node.type && (show(other), true),
      stopEvent: (event) => tools.contains(event.target),
      ignoreMutation: ({ type, target }) => type !== "selection" && !contentDOM.contains(target),
    };
  };
}

export function tableNodes(lib, root) {
  const Table = lib.Table.extend({
    addAttributes: () => ({
      caption: {
        default: null,
        parseHTML: (element) => element.querySelector("caption")?.textContent.trim() || null,
        rendered: false,
      },
    }),
    parseHTML: () => [{ tag: "table" }, { tag: "caption", ignore: true }],
    renderHTML: ({ node: { attrs } }) => ["table", ...(attrs.caption ? [["caption", attrs.caption]] : []), ["tbody", 0]],
    addNodeView: () => tableView(root),
    addKeyboardShortcuts() {
      return { ...this.parent(), "Alt-F10": () => focusBar(this.editor) };
    },
  });
  // The server keeps lines of text in a cell, no lists and no blocks.
  const cells = [lib.TableCell, lib.TableHeader].map((cell) => cell.extend({ content: "paragraph+" }));
  return [Table, lib.TableRow, ...cells];
}
