// Ordered fields with suggestions: tags, authors, related articles. The order is that of the hidden
// inputs; it changes by dragging or by the buttons of each row.
import { Combobox } from "./combobox.js";

const nameOf = (row) => row.querySelector(".chosen-name").textContent;

class Autocomplete {
  constructor(root) {
    this.root = root;
    this.words = root.dataset;
    this.list = root.querySelector(".chosen");
    this.template = root.querySelector("template");
    this.status = root.querySelector("[role=status]");
    this.undo = root.querySelector(".autocomplete-undo");
    this.box = new Combobox(root, {
      find: (text) => this.find(text),
      take: (item) => this.add(item),
    });
    root.addEventListener("choose", ({ detail }) => this.add(detail));
    this.list.addEventListener("click", ({ target }) => this.press(target.closest("button")));
    this.dragging();
  }

  async find(text) {
    try {
      const response = await fetch(`${this.words.url}?${new URLSearchParams({ q: text, ...this.beside() })}`);
      if (!response.ok) throw new Error(response.status);
      return this.offered((await response.json()).items, text);
    } catch {
      this.say(this.words.failed);
      return [];
    }
  }

  // What is written in one language is offered for it first.
  beside() {
    const language = this.root.closest("form")?.elements.namedItem("language");
    return language?.value ? { language: language.value } : {};
  }

  // Without those that are chosen already; with the offer to make a new one, where that is allowed.
  offered(items, text) {
    const taken = new Set([...this.list.querySelectorAll("input")].map(({ value }) => value));
    const name = text.replace(/^#/, "");
    const same = (item) => item.text.replace(/^#/, "").toLowerCase() === name.toLowerCase();
    const offered = items.filter(({ id }) => !taken.has(id));
    if (this.words.create && name && !items.some(same)) {
      offered.push({ id: `+${name}`, text: name, detail: this.words.create, image: "" });
    }
    return offered;
  }

  add({ id, text, detail, image }) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    row.querySelector("input").value = id;
    row.querySelector(".chosen-name").textContent = text;
    row.querySelector("small").textContent = detail;
    for (const button of row.querySelectorAll("button")) button.ariaLabel += text;
    if (image) row.querySelector("input").after(Object.assign(new Image(), { src: image, alt: "" }));
    this.list.append(row);
    this.changed(`${this.words.added}: ${text}`);
  }

  press(button) {
    const row = button?.closest("li");
    if (!row) return;
    if (button.dataset.act === "remove") {
      this.remove(row);
      return;
    }
    if (button.dataset.act === "up") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    // At an end of the list the pressed button goes; its neighbour takes the focus.
    const hidden = getComputedStyle(button).visibility === "hidden";
    (hidden ? row.querySelector(`[data-act]:not([data-act=${button.dataset.act}])`) : button).focus();
    this.moved(row);
  }

  // What was taken out stands below with a button that puts it back in its place.
  remove(row) {
    const before = row.nextElementSibling;
    const words = `${this.words.removed}: ${nameOf(row)}`;
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "quiet",
      textContent: this.words.undo,
      ariaLabel: `${this.words.undo}: ${nameOf(row)}`,
    });
    row.remove();
    this.undo.replaceChildren(`${words} `, button);
    button.addEventListener("click", () => {
      this.undo.replaceChildren();
      this.list.insertBefore(row, before?.parentNode === this.list ? before : null);
      row.querySelector("[data-act=remove]").focus();
      this.changed(`${this.words.added}: ${nameOf(row)}`);
    });
    this.box.input.focus();
    this.changed(words);
  }

  dragging() {
    let dragged = null;
    this.list.addEventListener("dragstart", ({ target, dataTransfer }) => {
      dragged = target.closest("li");
      dataTransfer.effectAllowed = "move";
      dragged.classList.add("dragged");
    });
    this.list.addEventListener("dragover", (event) => {
      const over = event.target.closest("li");
      if (!dragged || !over) return;
      event.preventDefault();
      const { top, height } = over.getBoundingClientRect();
      if (over !== dragged) over[event.clientY < top + height / 2 ? "before" : "after"](dragged);
    });
    this.list.addEventListener("dragend", () => {
      dragged.classList.remove("dragged");
      this.moved(dragged);
      dragged = null;
    });
  }

  moved(row) {
    this.changed(`${nameOf(row)}. ${this.words.moved}: ${[...this.list.children].indexOf(row) + 1}`);
  }

  changed(words) {
    this.say(words);
    this.root.dispatchEvent(new Event("input", { bubbles: true }));
  }

  say(words) {
    this.status.textContent = words;
  }
}

for (const root of document.querySelectorAll("[data-autocomplete]")) new Autocomplete(root);
