// Paste and drop in the editor: one step to undo, pictures uploaded, what is lost named beside it.
import { remember } from "./editor-photo.js";
import { asHeadings, pasteInTable } from "./editor-tables.js";
import { tame } from "./editor-tame.js";
import { normalise } from "./paste.js";
import { withKey } from "./paste-files.js";
import { textToHtml } from "./paste-text.js";
import { choosePhoto } from "./media-dialog.js";
import { behindTable } from "./table-position.js";

export function pasting(lib, root, editor) {
  const { closeHistory } = lib.pm.history;
  let files = [];
  const notice = lostNotice(root, editor);
  const begin = (view) => view.dispatch(closeHistory(view.state.tr));

  async function finish(view) {
    const waiting = files;
    files = [];
    for (const file of waiting) if (!(await place(editor(), file))) notice.add("pictures", file.name);
    begin(view);
  }

  function take(view, data, position) {
    const [pictures, others] = parted([...(data?.files ?? [])]);
    if ((!pictures.length && !others.length) || hasText(data)) return false;
    notice.clear();
    for (const file of others) notice.add("files", file.name);
    begin(view);
    files = pictures.map(withKey);
    insert(lib, view, position, files);
    finish(view);
    return true;
  }

  return {
    transformPastedHTML: (html) => {
      const pasted = normalise(html);
      files = pasted.files;
      notice.clear();
      for (const [kind, names] of Object.entries(pasted.lost)) for (const name of names) notice.add(kind, name);
      return pasted.html;
    },
    clipboardTextParser: (text, $context, plain, view) => {
      notice.clear();
      const { body } = new DOMParser().parseFromString(textToHtml(text), "text/html");
      const parser = lib.pm.model.DOMParser.fromSchema(view.state.schema);
      return parser.parseSlice(body, { preserveWhitespace: true, context: $context });
    },
    transformPasted: (slice, view) => asHeadings(lib, slice, view),
    handlePaste: (view, event, slice) => {
      if (take(view, event.clipboardData)) return true;
      begin(view);
      queueMicrotask(() => finish(view));
      return pasteInTable(lib, view, slice);
    },
    handleDrop: (view, event, slice, moved) => {
      if (moved) return false;
      const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
      if (take(view, event.dataTransfer, at)) return true;
      begin(view);
      queueMicrotask(() => finish(view));
      return false;
    },
  };
}

const parted = (files) => [true, false].map((is) => files.filter(({ type }) => type.startsWith("image/") === is));

// Programs lay a picture of the text beside the text; a browser, an element beside its picture.
function hasText(data) {
  const { body } = new DOMParser().parseFromString(tame(data.getData("text/html")), "text/html");
  return Boolean(body.textContent.trim());
}

function insert(lib, view, position, files) {
  const { schema, tr } = view.state;
  const nodes = files.map(({ key }) => schema.nodes.photo.create({ photo: key }));
  if (!nodes.length) return;
  const slice = new lib.pm.model.Slice(lib.pm.model.Fragment.from(nodes), 0, 0);
  const at = behindTable(position === undefined ? tr.selection.$from : tr.doc.resolve(position)) ?? position;
  if (at === undefined) tr.replaceSelection(slice);
  else tr.replaceRange(at, at, slice);
  view.dispatch(tr.setMeta("uiEvent", "paste"));
}

// Asks for credit and alternative text; whether the photo stands where its picture stood.
async function place(editor, file) {
  const photo = await choosePhoto(file);
  const { state, view } = editor;
  let at = null;
  state.doc.descendants((node, position) => {
    if (node.attrs.photo === file.key) at = position;
  });
  if (at === null) return true; // the paste was undone meanwhile
  const tr = state.tr.setMeta("appendedTransaction", state.tr); // a part of the paste, for undo
  if (photo) {
    remember(photo);
    tr.setNodeMarkup(at, null, { photo: String(photo.id) });
  } else tr.delete(at, at + 1);
  view.dispatch(tr);
  view.focus();
  return Boolean(photo);
}

function lostNotice(root, editor) {
  const place = root.querySelector(".paste-lost");
  const said = place.querySelector("[role=status]");
  let lost = {};
  const show = () => {
    const lines = Object.entries(lost).map(([kind, names]) => line(place, kind, names));
    said.replaceChildren(...lines);
    place.querySelector("button").hidden = !lines.length;
  };
  const clear = () => ((lost = {}), show());
  place.querySelector("button").addEventListener("click", () => {
    clear();
    editor().commands.focus();
  });
  return { clear, add: (kind, name) => ((lost[kind] ??= []).push(name), show()) };
}

function line(place, kind, names) {
  const words = Object.assign(document.createElement("p"), { textContent: place.dataset[kind] });
  const named = names.filter(Boolean).slice(0, 5).map((name) => (name.length > 60 ? `${name.slice(0, 59)}…` : name));
  const list = named.length ? `: ${named.join(", ")}${named.length < names.length ? "…" : ""}` : "";
  words.textContent = words.textContent.replace("{count}", names.length).replace("{names}", list);
  return words;
}
