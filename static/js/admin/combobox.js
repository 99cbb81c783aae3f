// A text field that suggests: arrows choose, Enter takes, Escape closes (ARIA combobox pattern).
const PAUSE = 150; // ms without typing before a request

export class Combobox {
  // `find(text)` gives items {text, detail, image}; `take(item)` receives the chosen one.
  constructor(root, { find, take }) {
    Object.assign(this, { find, take, words: root.dataset, pointed: -1 });
    this.input = root.querySelector("[role=combobox]");
    this.listbox = root.querySelector("[role=listbox]");
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("focus", () => this.later());
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.listbox.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the field keeps the focus
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
    // It may have had the focus, and been typed into, before this script came.
    if (document.activeElement === this.input) this.later();
  }

  get typed() {
    return this.input.value.trim();
  }

  get options() {
    return [...this.listbox.querySelectorAll("[role=option]")];
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.suggest(), PAUSE);
  }

  async suggest() {
    const asked = (this.asked = Symbol("question"));
    const text = this.typed;
    const items = await this.find(text);
    if (asked !== this.asked || document.activeElement !== this.input) return;
    this.offeredFor = text;
    this.listbox.replaceChildren(...items.map((item, number) => this.option(item, number)));
    if (!items.length) this.listbox.append(line("nothing", this.words.nothing));
    this.listbox.hidden = false;
    this.listbox.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-expanded", "true");
    this.point(text && items.length ? 0 : -1);
  }

  option(item, number) {
    const option = line("", "");
    option.id = `${this.listbox.id}_${number}`;
    option.setAttribute("role", "option");
    option.item = item;
    if (item.image) option.append(Object.assign(new Image(), { src: item.image, alt: "" }));
    const detail = document.createElement("small");
    detail.textContent = item.detail;
    option.append(item.text, " ", detail);
    return option;
  }

  point(number) {
    this.pointed = number;
    this.options.forEach((option, n) => option.setAttribute("aria-selected", String(n === number)));
    const option = this.options[number];
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
    option?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const count = this.options.length;
    if (event.key === "ArrowDown" && count) this.point((this.pointed + 1) % count);
    else if (event.key === "ArrowUp" && count) this.point((Math.max(this.pointed, 0) + count - 1) % count);
    else if (event.key === "Escape" && !this.listbox.hidden) this.close();
    else if (event.key === "Enter") this.enter();
    else return;
    event.preventDefault();
  }

  // Who types faster than offers come means the first of those to come, not one for half a word.
  async enter() {
    if (this.typed !== (this.offeredFor ?? "")) {
      clearTimeout(this.timer);
      await this.suggest();
    }
    if (this.typed === this.offeredFor) this.choose(this.options[this.pointed]);
  }

  choose(option) {
    if (!option || this.listbox.hidden) return;
    this.input.value = "";
    this.offeredFor = null;
    this.close();
    this.take(option.item);
  }

  close() {
    this.asked = null;
    clearTimeout(this.timer);
    this.listbox.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.point(-1);
  }
}

function line(className, textContent) {
  return Object.assign(document.createElement("li"), { className, textContent });
}
