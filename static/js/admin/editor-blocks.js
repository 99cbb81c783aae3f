// Typed blocks in the text: what they name and say stands in their attributes, as the server keeps
// them (articles/text/blocks.py). Each has a small form of its own.
import { addresses, openForm } from "./block-forms.js";
import { photoDetails } from "./editor-photo.js";
import { titleOf } from "./embed-titles.js";
import { chooseFile, chooseFiles } from "./media-dialog.js";
import { behindTable } from "./table-position.js";

// Kind -> its attributes, in the order in which they are written.
const KINDS = {
  gallery: ["gallery", "title"],
  embed: ["embed", "title", "still"],
  file: ["file"],
  article: ["article"],
  pullquote: ["pullquote", "source"],
};

// What articles and files are called, by address; asked for once.
const known = new Map();

function found(address, id) {
  const ask = async () => {
    const response = await fetch(`${address}?ids=${id}`);
    const { items, files } = response.ok ? await response.json() : {};
    return (items ?? files)?.[0];
  };
  const key = `${address}?${id}`;
  if (!known.has(key)) known.set(key, ask().catch(() => known.delete(key) && undefined));
  return known.get(key);
}

const line = (tag, textContent) => Object.assign(document.createElement(tag), { textContent });

async function thumbs(keys, { photos }) {
  const found = await Promise.all(keys.map((key) => photoDetails(key, photos)));
  return found.map((photo) => Object.assign(new Image(), { src: photo?.thumb ?? "", alt: photo?.text ?? "" }));
}

// The title that the provider tells, once it is there: nothing waits for it.
function toldTitle(address, { embedTitles }) {
  const title = line("bdi", "");
  titleOf(address, embedTitles).then((text) => (title.textContent = text));
  return title;
}

// What each kind shows beneath its name, of its attributes.
const SHOWN = {
  gallery: async ({ gallery, title }, words) => [
    ...(title ? [line("b", title)] : []),
    ...(await thumbs(gallery.split(","), words)),
  ],
  embed: async ({ embed, title, still }, words) => [
    title ? line("b", title) : toldTitle(embed, words),
    line("span", embed),
    ...(still ? await thumbs([still], words) : []),
  ],
  file: async ({ file }, { files, gone }) => {
    const { text = gone, size = "" } = (await found(files, file)) ?? {};
    return [line("b", text), line("span", size)];
  },
  article: async ({ article }, { articles, gone }) => [line("b", (await found(articles, article))?.text ?? gone)],
  pullquote: async ({ pullquote, source }) => [line("q", pullquote), ...(source ? [line("span", source)] : [])],
};

// Where the block stands among the words of the template: its name, and what its button says.
function blockView(kind, root) {
  const label = root.querySelector(`[data-insert=${kind}]`).dataset.label;
  return ({ node, editor, getPos }) => {
    const dom = document.createElement("figure");
    const shown = document.createElement("div");
    const edit = Object.assign(line("button", root.dataset.edit), { type: "button", className: "quiet" });
    edit.setAttribute("aria-label", `${root.dataset.edit}: ${label}`);
    dom.className = `block block-${kind}`;
    dom.append(line("small", label), edit, shown);
    let current = node;
    const fill = () => SHOWN[kind](current.attrs, root.dataset).then((parts) => shown.replaceChildren(...parts));
    edit.addEventListener("click", () => editBlock(editor, root, getPos()));
    fill();
    return {
      dom,
      update: (other) => other.type === current.type && ((current = other), fill(), true),
      stopEvent: (event) => edit.contains(event.target),
      ignoreMutation: () => true,
    };
  };
}

// A file has no form but the choice of another one.
async function ask(root, kind, attrs) {
  if (kind !== "file") return openForm(root, kind, attrs);
  const file = await chooseFile();
  return file && { file: String(file.id) };
}

async function editBlock(editor, root, position) {
  const { type, attrs } = editor.state.doc.nodeAt(position);
  const changed = await ask(root, type.name, attrs);
  const node = editor.state.doc.nodeAt(position);
  if (changed && node?.type === type) {
    const chain = editor.chain().focus().ownStep();
    chain.setNodeSelection(position).updateAttributes(type.name, changed).run();
  } else editor.commands.focus();
}

export async function insertBlock(editor, root, kind) {
  const blocks = kind === "file" ? await askFiles() : [await ask(root, kind, {})].filter(Boolean);
  if (blocks.length) putBlocks(editor, kind, blocks);
  else editor.commands.focus();
}

async function askFiles() {
  return (await chooseFiles()).map(({ id }) => ({ file: String(id) }));
}

function putBlocks(editor, type, blocks) {
  const content = [...blocks.map((attrs) => ({ type, attrs })), { type: "paragraph" }];
  editor.chain().focus().ownStep().insertContent(content).run();
}

export function insertFactBox(editor) {
  const content = [{ type: "heading", attrs: { level: 3 } }, { type: "paragraph" }];
  insertWithin(editor, { type: "factBox", content }, 2);
}

// A node with text of its own; the cursor stands in the first of it, so many steps in.
export function insertWithin(editor, node, steps) {
  const { from } = editor.state.selection;
  editor.chain().focus().ownStep().insertContent([node, { type: "paragraph" }]).run();
  let first = null;
  editor.state.doc.nodesBetween(Math.max(0, from - 2), editor.state.doc.content.size, ({ type }, position) => {
    if (first === null && type.name === node.type) first = position + steps;
    return first === null;
  });
  if (first !== null) editor.commands.setTextSelection(first);
}

function blockNode(lib, kind, root) {
  const attributes = KINDS[kind].map((name) => [
    name,
    {
      default: null,
      parseHTML: (element) => element.dataset[name] ?? null,
      renderHTML: (attrs) => (attrs[name] ? { [`data-${name}`]: attrs[name] } : {}),
    },
  ]);
  return lib.Node.create({
    name: kind,
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => Object.fromEntries(attributes),
    parseHTML: () => [{ tag: `figure[data-${kind}]` }],
    renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes],
    addNodeView: () => blockView(kind, root),
    addKeyboardShortcuts() {
      const open = () => {
        const { node, from } = this.editor.state.selection;
        if (node?.type.name !== kind) return false;
        editBlock(this.editor, root, from);
        return true;
      };
      return { Enter: open };
    },
  });
}

// An address of a provider or of an article of ours, pasted where nothing else stands, becomes what
// stands there.
function pastedAddresses(lib, root) {
  const patterns = addresses(root);
  const ours = new RegExp(`^${root.dataset.site}(?:/[a-z]{2,4})?/[\\w-]+/([1-9]\\d*)-[\\w-]+/?$`);
  const blockOf = (address, { embed, article }) => {
    if (patterns.some((pattern) => pattern.test(address))) return embed.create({ embed: address });
    const key = ours.exec(address)?.[1];
    return key ? article.create({ article: key }) : null;
  };
  const handlePaste = (view, event) => {
    const { state } = view;
    const { $from, empty } = state.selection;
    const isAlone = empty && $from.parent.type.name === "paragraph" && !$from.parent.content.size && behindTable($from) === null;
    const { nodes } = state.schema;
    const address = event.clipboardData?.getData("text/plain").trim() ?? "";
    const block = isAlone ? blockOf(address, nodes) : null;
    if (!block) return false;
    const tr = state.tr.replaceWith($from.before(), $from.after(), [block, nodes.paragraph.create()]);
    const after = tr.doc.resolve($from.before() + block.nodeSize + 1);
    view.dispatch(tr.setSelection(state.selection.constructor.near(after)).scrollIntoView());
    return true;
  };
  return lib.Extension.create({
    name: "pastedAddresses",
    priority: 1000, // before Link, which would make a link of it
    addProseMirrorPlugins: () => [new lib.Plugin({ props: { handlePaste } })],
  });
}

// What a form has put in is undone by itself, however quickly it followed something else.
function ownSteps(lib) {
  const ownStep = ({ tr, dispatch }) => {
    if (dispatch) lib.pm.history.closeHistory(tr);
    return true;
  };
  return lib.Extension.create({ name: "ownSteps", addCommands: () => ({ ownStep: () => ownStep }) });
}

export function blockNodes(lib, root) {
  const FactBox = lib.Node.create({
    name: "factBox",
    group: "block",
    content: "(paragraph|heading|bulletList|orderedList|table)+",
    defining: true,
    parseHTML: () => [{ tag: "aside" }],
    renderHTML: () => ["aside", 0],
  });
  return [...Object.keys(KINDS).map((kind) => blockNode(lib, kind, root)), FactBox, pastedAddresses(lib, root), ownSteps(lib)];
}
