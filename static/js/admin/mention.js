// In a note, @ offers the names of colleagues: arrows choose, Enter or Tab takes, Escape closes.
const note = document.querySelector("#id_note");
const list = document.querySelector("#note-people");
const MENTION = /(?:^|[^\p{L}\p{N}_.@+-])@([\p{L}\p{N}_.-]*(?: [\p{L}\p{N}_.-]*)?)$/u;
const MOST = 8;
let names = null;
let pointed = 0;

async function people() {
  names ??= fetch(list.dataset.url).then((response) => (response.ok ? response.json() : { names: [] }));
  try {
    return (await names).names;
  } catch {
    names = null; // the network was away: asked again with the next letter
    return [];
  }
}

// What is typed behind the last @ before the cursor; null where there is none.
const typed = () => note.value.slice(0, note.selectionStart).match(MENTION)?.[1] ?? null;

function close() {
  list.hidden = true;
  list.replaceChildren();
  note.removeAttribute("aria-activedescendant");
}

function point(number) {
  pointed = (number + list.children.length) % list.children.length;
  [...list.children].forEach((option, at) => option.setAttribute("aria-selected", at === pointed));
  note.setAttribute("aria-activedescendant", list.children[pointed].id);
}

async function offer() {
  const text = typed();
  if (text === null) return close();
  const known = await people();
  if (typed() !== text) return;
  const words = text.toLowerCase();
  const found = known.filter((name) => ` ${name.toLowerCase()}`.includes(` ${words}`)).slice(0, MOST);
  if (!found.length) return close();
  list.replaceChildren(...found.map(option));
  list.hidden = false;
  point(0);
}

function option(name, number) {
  const item = document.createElement("li");
  item.id = `note-people-${number}`;
  item.setAttribute("role", "option");
  item.textContent = name;
  return item;
}

function take(name) {
  const end = note.selectionStart;
  const start = end - typed().length;
  note.setRangeText(`${name} `, start, end, "end");
  note.dispatchEvent(new Event("input", { bubbles: true }));
  close();
  note.focus();
}

if (note && list) {
  note.setAttribute("aria-autocomplete", "list");
  note.setAttribute("aria-controls", list.id);
  note.addEventListener("input", offer);
  note.addEventListener("blur", close);
  note.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") point(pointed + (key === "ArrowDown" ? 1 : -1));
    else if (key === "Enter" || key === "Tab") take(list.children[pointed].textContent);
    else if (key === "Escape") close();
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const chosen = event.target.closest("[role=option]");
    if (chosen) take(chosen.textContent);
  });
}
