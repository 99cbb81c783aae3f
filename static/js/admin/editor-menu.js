// What can be put into the text, from a menu: by the + in the toolbar, or by / where nothing stands
// yet. Letters behind the / narrow the menu; arrows walk, Enter takes, Escape leaves the text as it is.
import { behindTable } from "./table-position.js";

export function insertMenu(lib, root, insert) {
  const menu = root.querySelector(".insert-menu");
  const options = [...menu.querySelectorAll("[role=option]")];
  let editor;
  let typed = null; // what stands behind the /, null while the menu was not opened by it
  let dismissed = false;

  const shown = () => options.filter(({ hidden }) => !hidden);
  const point = (option) => {
    for (const other of options) other.setAttribute("aria-selected", String(other === option));
    editor.view.dom.setAttribute("aria-activedescendant", option?.id ?? "");
    option?.scrollIntoView({ block: "nearest" });
  };
  const pointed = () => shown().find((option) => option.ariaSelected === "true");

  function open(filter) {
    for (const option of options) option.hidden = !option.dataset.words.includes(filter);
    menu.hidden = !shown().length;
    if (menu.hidden) return close();
    const { left, bottom } = editor.view.coordsAtPos(editor.state.selection.from);
    const origin = root.getBoundingClientRect();
    menu.style.left = `${Math.max(0, Math.min(left - origin.left, origin.width - menu.offsetWidth))}px`;
    menu.style.top = `${bottom - origin.top + 4}px`;
    point(shown()[0]);
  }

  function close() {
    menu.hidden = true;
    typed = null;
    point(null);
  }

  function take(option) {
    const { $from } = editor.state.selection;
    const isTyped = typed !== null;
    close();
    if (isTyped) editor.chain().deleteRange({ from: $from.start(), to: $from.pos }).run();
    insert(option.dataset.insert);
  }

  // The paragraph holds a / and a word at most, and the cursor stands behind them.
  function slash({ selection: { $from, empty } }) {
    if (!empty || $from.parent.type.name !== "paragraph" || behindTable($from) !== null) return null;
    const text = $from.parent.textContent;
    return /^\/\S{0,20}$/.test(text) && $from.parentOffset === text.length ? text.slice(1).toLowerCase() : null;
  }

  function follow() {
    const now = slash(editor.state);
    if (now === null) {
      dismissed = false;
      if (typed !== null) close();
    } else if (!dismissed && now !== typed) {
      open((typed = now));
    }
  }

  function key(step) {
    if (menu.hidden) return false;
    const found = shown();
    point(found.at((found.indexOf(pointed()) + step) % found.length));
    return true;
  }

  menu.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the text keeps the focus
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });

  const Menu = lib.Extension.create({
    name: "insertMenu",
    priority: 1100, // before what Enter and the arrows do in a text
    onCreate: ({ editor: created }) => {
      editor = created;
    },
    onTransaction: follow,
    onBlur: close,
    onFocus: follow,
    addKeyboardShortcuts: () => ({
      ArrowDown: () => key(1),
      ArrowUp: () => key(-1),
      Enter: () => !menu.hidden && pointed() !== undefined && (take(pointed()), true),
      Escape: () => !menu.hidden && ((dismissed = true), close(), true),
    }),
  });
  // From the toolbar: at the cursor, whatever stands there.
  const openMenu = () => {
    editor.commands.focus();
    typed = null;
    open("");
  };
  return { Menu, openMenu };
}
