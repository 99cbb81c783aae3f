// The buttons above the text: pressed, disabled and walked by arrows, as ARIA has a toolbar.
export const COMMANDS = {
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

// `special` are buttons that do more than change the text: {name: function}.
export function toolbar(root, editor, special) {
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
