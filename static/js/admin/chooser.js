// Ordered fields with suggestions: tags, authors, related articles. The order is that of the hidden
// inputs; it changes by dragging or by the buttons of each row.
const MOVES = { up: -1, down: 1 };

class Chooser {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector(".chosen");
    this.template = root.querySelector("template");
    this.input = root.querySelector("[role=combobox]");
    this.options = root.querySelector("[role=listbox]");
    this.status = root.querySelector("[role=status]");
    this.list.addEventListener("click", (event) => this.act(event));
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("focus", () => this.later());
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.options.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option?.item) this.add(option.item);
    });
    this.dragging();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.suggest(), 150);
  }

  async suggest() {
    const text = this.input.value.trim();
    const asked = (this.asked = Symbol(text));
    try {
      const response = await fetch(`${this.root.dataset.url}?q=${encodeURIComponent(text)}`);
      if (!response.ok) throw new Error(response.status);
      const { items } = await response.json();
      if (asked === this.asked) this.show(items, text);
    } catch {
      this.say(this.root.dataset.failed);
    }
  }

  show(items, text) {
    const taken = new Set([...this.list.querySelectorAll("input")].map(({ value }) => value));
    const same = (item) => item.text.replace(/^#/, "").toLowerCase() === text.toLowerCase();
    const offered = items.filter(({ id }) => !taken.has(id));
    if (this.root.dataset.create && text && !items.some(same)) {
      offered.push({ id: `+${text}`, text, detail: this.root.dataset.create, image: "" });
    }
    this.options.replaceChildren(...offered.map((item, n) => this.option(item, n)));
    if (!offered.length) {
      const nothing = document.createElement("li");
      nothing.textContent = this.root.dataset.nothing;
      nothing.className = "nothing";
      this.options.append(nothing);
    }
    this.options.hidden = document.activeElement !== this.input;
    this.input.setAttribute("aria-expanded", String(!this.options.hidden));
    this.point(text && offered.length ? 0 : -1);
  }

  option(item, number) {
    const option = document.createElement("li");
    option.id = `${this.options.id}_${number}`;
    option.setAttribute("role", "option");
    option.item = item;
    if (item.image) option.append(Object.assign(new Image(), { src: item.image, alt: "" }));
    const text = document.createElement("span");
    text.textContent = item.text;
    const detail = document.createElement("small");
    detail.textContent = item.detail;
    option.append(text, " ", detail);
    return option;
  }

  point(number) {
    const options = this.options.querySelectorAll("[role=option]");
    this.pointed = options.length ? (number + options.length) % options.length : -1;
    if (number < 0 && number !== -2) this.pointed = -1;
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === this.pointed)));
    const option = options[this.pointed];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  key(event) {
    const count = this.options.querySelectorAll("[role=option]").length;
    if (event.key === "ArrowDown" && count) this.point((this.pointed + 1) % count);
    else if (event.key === "ArrowUp" && count) this.point(this.pointed > 0 ? this.pointed - 1 : count - 1);
    else if (event.key === "Escape" && !this.options.hidden) this.close();
    else if (event.key === "Enter") this.take();
    else return;
    event.preventDefault();
  }

  take() {
    const option = this.options.querySelector("[aria-selected=true]");
    if (option && !this.options.hidden) this.add(option.item);
  }

  close() {
    this.asked = null;
    clearTimeout(this.timer);
    this.options.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  add({ id, text, detail, image }) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    row.querySelector("input").value = id;
    row.querySelector(".chosen-name").textContent = text;
    row.querySelector("small").textContent = detail;
    for (const button of row.querySelectorAll("button")) button.ariaLabel += text;
    if (image) row.querySelector("input").after(Object.assign(new Image(), { src: image, alt: "" }));
    this.list.append(row);
    this.input.value = "";
    this.close();
    this.changed(`${this.root.dataset.added}: ${text}`);
  }

  act({ target }) {
    const button = target.closest("button[data-act]");
    if (!button) return;
    const row = button.closest("li");
    const name = row.querySelector(".chosen-name").textContent;
    if (button.dataset.act === "remove") {
      row.remove();
      this.input.focus();
      this.changed(`${this.root.dataset.removed}: ${name}`);
    } else if (this.shift(row, MOVES[button.dataset.act])) {
      button.focus();
      this.changed(this.place(row, name));
    }
  }

  shift(row, by) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return false;
    if (by < 0) other.before(row);
    else other.after(row);
    return true;
  }

  place(row, name) {
    return `${name}. ${this.root.dataset.moved}: ${[...this.list.children].indexOf(row) + 1}`;
  }

  dragging() {
    this.list.addEventListener("dragstart", ({ target, dataTransfer }) => {
      this.dragged = target.closest("li");
      dataTransfer.effectAllowed = "move";
      this.dragged.classList.add("dragged");
    });
    this.list.addEventListener("dragover", (event) => {
      const over = event.target.closest("li");
      if (!this.dragged || !over) return;
      event.preventDefault();
      const { top, height } = over.getBoundingClientRect();
      if (over !== this.dragged) over[event.clientY < top + height / 2 ? "before" : "after"](this.dragged);
    });
    this.list.addEventListener("dragend", () => {
      this.dragged.classList.remove("dragged");
      this.changed(this.place(this.dragged, this.dragged.querySelector(".chosen-name").textContent));
      this.dragged = null;
    });
  }

  changed(words) {
    this.say(words);
    this.root.dispatchEvent(new Event("input", { bubbles: true }));
  }

  say(words) {
    this.status.textContent = words;
  }
}

for (const root of document.querySelectorAll("[data-chooser]")) new Chooser(root);
