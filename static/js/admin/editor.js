// The rich editor for the text of an article: only the vocabulary that the server keeps.
import { blockNodes, insertBlock, insertFactBox } from "./editor-blocks.js";
import { linkDialog } from "./editor-link.js";
import { insertMenu } from "./editor-menu.js";
import { pasting } from "./editor-paste.js";
import { photoNode } from "./editor-photo.js";
import { typos } from "./editor-typos.js";
import { insertTable, leaveTable, tableNodes } from "./editor-tables.js";
import { tame } from "./editor-tame.js";
import { COMMANDS, toolbar } from "./editor-tools.js";
import { typography } from "./editor-typography.js";
import { choosePhoto } from "./media-dialog.js";
import { withoutWaiting } from "./paste-files.js";

function extensions(lib, root, openLink, Menu) {
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
    ...blockNodes(lib, root),
    ...tableNodes(lib, root),
    Language,
    Keys,
    Menu,
    typography(lib, root),
    typos(lib, root),
  ];
}

async function start(root) {
  const textarea = root.querySelector("textarea");
  // What is far too long to be saved is cut in the plain field: the editor would stop the page.
  if (textarea.value.length > 2 * Number(root.dataset.longest)) return;
  const lib = await import(root.dataset.module);
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  let editor;
  const openLink = linkDialog(root, () => editor);
  const photo = async () => {
    const chosen = await choosePhoto();
    if (chosen) editor.chain().focus().insertPhoto(chosen).run();
    else editor.commands.focus();
  };
  const INSERTS = { photo, factBox: () => insertFactBox(editor), table: () => insertTable(editor) };
  const insert = (name) => {
    leaveTable(editor);
    if (name in COMMANDS) COMMANDS[name](editor.chain().focus()).run();
    else (INSERTS[name] ?? (() => insertBlock(editor, root, name)))();
  };
  const { Menu, openMenu } = insertMenu(lib, root, insert);
  const place = document.createElement("div");
  textarea.before(place);
  textarea.hidden = true;
  editor = new lib.Editor({
    element: place,
    extensions: extensions(lib, root, () => openLink(), Menu),
    content: tame(textarea.value),
    injectCSS: false,
    enablePasteRules: false, // they would rewrite what was written
    editorProps: {
      ...pasting(lib, root, () => editor), // what is dropped too
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label?.textContent.replace(/:$/, "") ?? "",
      },
    },
    onUpdate: () => {
      textarea.value = editor.isEmpty ? "" : withoutWaiting(editor.getHTML(), root.dataset.waiting);
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  label?.addEventListener("click", () => editor.commands.focus());
  toolbar(root, editor, { link: openLink, photo, insert: openMenu });
  root.classList.add("ready");
}

// Where the editor cannot begin, the text stays at hand in its plain field.
async function startOrLeave(root) {
  try {
    await start(root);
  } catch (error) {
    root.querySelector("textarea").hidden = false;
    throw error;
  }
}

for (const root of document.querySelectorAll("[data-body-editor]")) startOrLeave(root);
