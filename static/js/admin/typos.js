// Words that look like typos, under the field in which they stand: one press writes what
// was meant, another says that the word is right. Nothing changes by itself, and without an answer
// of the server there is nothing to see.
const PAUSE = 1200; // ms without a sign typed
const template = document.getElementById("typos");

// The word wherever it stands by itself.
export const whole = (word) =>
  new RegExp(`(?<![\\p{L}\\p{N}_’'-])${word}(?![\\p{L}\\p{N}_’'-])`, "gu");

function post(url, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  return fetch(url, { method: "POST", body });
}

const isKazakh = () => {
  const language = document.querySelector("form [name=language]")?.value;
  return !language || language === "kk";
};

// Watches a field. `read()` gives its text without the word that is being typed, `mend(word, mend)`
// writes another in its place, `focus()` goes back to it, `mark(words)` underlines.
export function watchTypos(field, { read, mend, focus, mark = () => {} }) {
  if (!template) return () => {};
  const panel = template.content.querySelector(".typos").cloneNode(true);
  const pattern = panel.querySelector("li");
  const status = panel.querySelector("[role=status]");
  pattern.remove();
  (field.closest(".flex-container") ?? field).after(panel);
  let timer;
  let asked = null;

  // Where the keyboard goes on when a row is done with.
  function leave(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    if (next) next.querySelector("button").focus();
    else {
      panel.hidden = true;
      status.textContent = "";
      focus();
    }
  }

  function rowOf({ word, mend: meant }) {
    const row = pattern.cloneNode(true);
    const [write, right] = row.querySelectorAll("button");
    row.dataset.word = word;
    row.querySelector("s").textContent = word;
    write.textContent = meant;
    right.setAttribute("aria-label", `${word}: ${right.textContent}`);
    write.addEventListener("click", () => {
      mend(word, meant);
      leave(row);
    });
    right.addEventListener("click", () => judge(row, write, right));
    return row;
  }

  async function judge(row, write, right) {
    const isUndo = write.hidden;
    const { word } = row.dataset;
    const response = await post(template.dataset.accept, isUndo ? { word, undo: 1 } : { word });
    if (!response.ok) return;
    const label = right.textContent;
    right.textContent = right.dataset.undo;
    right.dataset.undo = label;
    right.setAttribute("aria-label", `${word}: ${right.textContent}`);
    write.hidden = !isUndo;
    show();
  }

  // Underlines what the panel asks about.
  function show() {
    const rows = [...panel.querySelectorAll("li")];
    const open = rows.filter((row) => !row.querySelector("[data-mend]").hidden);
    mark(open.map((row) => row.dataset.word));
    panel.hidden = !rows.length;
    status.textContent = rows.length ? status.dataset.text : "";
  }

  async function ask() {
    const text = isKazakh() ? read() : "";
    if (text === asked || panel.contains(document.activeElement)) return;
    asked = text;
    try {
      const response = text.trim() ? await post(template.dataset.url, { text }) : null;
      if (response && !response.ok) return;
      const { typos } = response ? await response.json() : { typos: [] };
      if (text !== asked || panel.contains(document.activeElement)) return;
      panel.querySelector("ul").replaceChildren(...typos.map(rowOf));
      show();
    } catch {
      asked = null; // without a network: at the next sign
    }
  }

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };
  later();
  return later;
}

// The text without the word at `cursor`, if the cursor is in the field.
export function withoutTyped(text, cursor) {
  const before = text.slice(0, cursor).replace(/[\p{L}\p{N}]+$/u, (word) => " ".repeat(word.length));
  const after = text.slice(cursor).replace(/^[\p{L}\p{N}]+/u, (word) => " ".repeat(word.length));
  return before + after;
}

const headline = document.querySelector("input[name=headline], textarea[name=headline]");
if (headline && !headline.readOnly) {
  const later = watchTypos(headline, {
    read: () =>
      document.activeElement === headline
        ? withoutTyped(headline.value, headline.selectionStart)
        : headline.value,
    // As if it were typed, so that Ctrl+Z takes it back.
    mend: (word, meant) => {
      const matches = [...headline.value.matchAll(whole(word))].reverse();
      for (const { index } of matches) {
        headline.focus();
        headline.setSelectionRange(index, index + word.length);
        if (!document.execCommand("insertText", false, meant)) headline.setRangeText(meant);
      }
      headline.dispatchEvent(new Event("input", { bubbles: true }));
    },
    focus: () => headline.focus(),
  });
  for (const event of ["input", "blur"]) headline.addEventListener(event, later);
}
