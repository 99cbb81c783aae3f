// The rich editor for the text of an article: only the vocabulary that the server keeps.
import { photoNode } from "./editor-photo.js";
import { choosePhoto } from "./photo-dialog.js";

const COMMANDS = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  heading2: (chain) => chain.toggleHeading({ level: 2 }),
  heading3: (chain) => chain.toggleHeading({ level: 3 }),
  blockquote: (chain) => chain.toggleBlockquote(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  subscript: (chain) => chain.toggleSubscript(),
  superscript: (chain) => chain.toggleSuperscript(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
};
const ACTIVE = {
  heading2: ["heading", { level: 2 }],
  heading3: ["heading", { level: 3 }],
};

function extensions(lib, root, openLink) {
  const Language = lib.Extension.create({
    name: "language",
    addGlobalAttributes: () => [
      { types: ["paragraph", "blockquote"], attributes: { lang: { default: null } } },
    ],
  });
  const Keys = lib.Extension.create({
    name: "linkKey",
    priority: 1000, // before Link, whose own dialog speaks English
    addKeyboardShortcuts: () => ({ "Mod-k": () => (openLink(), true) }),
  });
  const { Document, Paragraph, Text, Bold, Italic, Subscript, Superscript, HardBreak } = lib;
  const { Blockquote, BulletList, OrderedList, ListItem, History, Dropcursor, Gapcursor } = lib;
  return [
    Document, Paragraph, Text, Bold, Italic, Subscript, Superscript, HardBreak,
    Blockquote, BulletList, OrderedList, ListItem, History, Dropcursor, Gapcursor,
    lib.Heading.configure({ levels: [2, 3] }),
    lib.Link.configure({ openOnClick: false, enableTarget: false }),
    photoNode(lib, root.dataset),
    Language,
    Keys,
  ];
}

// What was typed as an address: «example.org» stands on the web, «/sayasat/» on this site.
function address(typed) {
  return !typed || /^([a-z]+:|[/#])/i.test(typed) ? typed : `https://${typed}`;
}

// Where no words are chosen, the address itself becomes the words.
function setLink(editor, chain, href) {
  if (!editor.state.selection.empty || editor.isActive("link")) chain.setLink({ href }).run();
  else chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
}

function linkDialog(root, editor) {
  const dialog = root.querySelector("template").content.firstElementChild.cloneNode(true);
  const input = dialog.querySelector("input");
  root.append(dialog);
  // The dialog stands inside the form of the article, which must not be sent by it.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== input) return;
    event.preventDefault();
    dialog.querySelector("[value=set]").click();
  });
  for (const button of dialog.querySelectorAll("button")) {
    button.type = "button";
    button.addEventListener("click", () => {
      dialog.close(button.value);
    });
  }
  dialog.addEventListener("close", () => {
    const chain = editor().chain().focus().extendMarkRange("link");
    const href = address(input.value.trim());
    if (dialog.returnValue === "set" && href) setLink(editor(), chain, href);
    else if (dialog.returnValue === "remove") chain.unsetLink().run();
    else editor().commands.focus();
  });
  return () => {
    input.value = editor().getAttributes("link").href ?? "";
    dialog.returnValue = "";
    dialog.showModal();
    input.select();
  };
}

function toolbar(root, editor, special) {
  const bar = root.querySelector("[role=toolbar]");
  const buttons = [...bar.querySelectorAll("button")];
  const press = (name) => (special[name] ?? (() => COMMANDS[name](editor.chain().focus()).run()))();
  const rove = (button) => buttons.forEach((other) => (other.tabIndex = other === button ? 0 : -1));
  const update = () => {
    for (const button of buttons) {
      const name = button.dataset.tool;
      button.setAttribute("aria-pressed", String(editor.isActive(...(ACTIVE[name] ?? [name]))));
      if (name in COMMANDS) button.disabled = !COMMANDS[name](editor.can().chain()).run();
    }
  };
  bar.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) press(button.dataset.tool);
  });
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const open = buttons.filter(({ disabled }) => !disabled);
    const next = open.at((open.indexOf(document.activeElement) + step) % open.length);
    event.preventDefault();
    rove(next);
    next.focus();
  });
  editor.on("transaction", update);
  update();
  rove(buttons[0]);
  bar.hidden = false;
}

async function start(root) {
  const lib = await import(root.dataset.module);
  const textarea = root.querySelector("textarea");
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  let editor;
  const openLink = linkDialog(root, () => editor);
  const place = document.createElement("div");
  textarea.before(place);
  textarea.hidden = true;
  editor = new lib.Editor({
    element: place,
    extensions: extensions(lib, root, () => openLink()),
    content: textarea.value,
    injectCSS: false,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label?.textContent.replace(/:$/, "") ?? "",
      },
    },
    onUpdate: () => {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  label?.addEventListener("click", () => editor.commands.focus());
  toolbar(root, editor, {
    link: openLink,
    photo: async () => {
      const photo = await choosePhoto();
      if (photo) editor.chain().focus().insertPhoto(photo).run();
      else editor.commands.focus();
    },
  });
  root.classList.add("ready");
}

for (const root of document.querySelectorAll("[data-body-editor]")) start(root);
