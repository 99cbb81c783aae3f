// Uploading from a dialog: a photo, or files, each in a row with a title and a fate of its own.
import { patientFetch } from "./patient-fetch.js";

const MEGABYTE = 1_000_000;
const TOO_LARGE = 413;
const SHARED = ":is(input, textarea):not([type=file], ol *, [hidden] *)";

export class MediaUpload {
  // `take(thing)` hears of each that has come in, `done(hasWarnings)`, that all have.
  constructor(dialog, one, { take, done }) {
    Object.assign(this, { words: dialog.dataset, one, take, done, rows: [] });
    this.part = dialog.querySelector(".media-dialog-upload");
    this.input = this.part.querySelector("[type=file]");
    this.button = this.part.querySelector("[data-act=upload]");
    this.button.addEventListener("click", () => this.send());
    this.part.addEventListener("keydown", ({ key, target }) => {
      if (key === "Enter" && target.matches("input:not([type=file])")) this.send();
    });
    this.input.addEventListener("change", () => this.choose());
  }

  // What was typed last time and not sent is still there.
  open(file, several) {
    if (this.input.multiple !== several || this.rows.some(({ warnings }) => warnings)) this.clear();
    this.input.multiple = several;
    if (!file) return this.input.focus();
    const data = new DataTransfer();
    data.items.add(file);
    this.input.files = data.files;
    this.choose();
    this.part.querySelector("[name=credit]").focus();
  }

  // Files have each a row; a photo has none, and what is wrong with it is said beneath the fields.
  choose() {
    const template = this.part.querySelector("template");
    this.rows = [...this.input.files].map((file) => ({ file, item: template && row(template, file) }));
    this.part.querySelector("ol")?.replaceChildren(...this.rows.map(({ item }) => item));
    const alone = this.part.querySelector("[data-alone]");
    if (alone) alone.hidden = this.rows.length > 1;
    this.say([]);
  }

  clear() {
    for (const input of this.part.querySelectorAll("input, textarea")) input.value = "";
    this.choose();
  }

  async send() {
    if (this.button.disabled) return;
    this.button.disabled = true;
    if (!this.input.files.length) this.rows = [{ file: null }]; // of which the server says that it is missing
    for (const row of this.rows) if (!row.warnings) await this.sendOne(row);
    this.button.disabled = false;
    const fault = this.rows.find(({ warnings }) => !warnings);
    if (fault) return fault.item?.querySelector("input").focus();
    const warnings = this.rows.flatMap(({ warnings }) => warnings);
    this.clear();
    this.say(warnings);
    this.done(warnings.length > 0);
  }

  async sendOne(row) {
    this.say([this.words.sending], row, false);
    const { errors, warnings = [], [this.one]: thing } = await this.answer(row);
    if (!thing) return this.say(this.labelled(errors), row);
    row.warnings = warnings;
    this.say([this.words.in], row, false);
    if (row.item) row.item.querySelector("input").disabled = true;
    this.take(thing);
  }

  async answer({ file, item }) {
    const fault = this.tooLarge(file);
    if (fault) return { errors: { file: [fault] } };
    try {
      const response = await patientFetch(this.words.upload, { method: "POST", body: this.form(file, item) });
      if (response.status === TOO_LARGE) return { errors: { file: [this.words.refused] } };
      if (response.redirected) return { errors: { file: [this.words.signedOut] } };
      if (response.headers.get("Content-Type") === "application/json") return await response.json();
      return { errors: { file: [`${this.words.broken} (${response.status})`] } };
    } catch {
      return { errors: { file: [this.words.failed] } };
    }
  }

  form(file, item) {
    const form = new FormData();
    for (const { name, value } of this.part.querySelectorAll(SHARED)) form.append(name, value);
    if (file) form.append("file", file);
    if (item) form.append("title", item.querySelector("input").value);
    // That of an article's form is renewed where the editor has signed in again elsewhere.
    const page = document.querySelector("#article_form") ?? document;
    form.append("csrfmiddlewaretoken", page.querySelector("[name=csrfmiddlewaretoken]").value);
    return form;
  }

  // Before it is sent: a gigabyte takes its time.
  tooLarge(file) {
    if (!file || !this.input.dataset.limits) return "";
    const limits = JSON.parse(this.input.dataset.limits);
    const limit = limits[file.name.split(".").at(-1).toLowerCase()] ?? Math.max(...Object.values(limits));
    if (file.size <= limit) return "";
    const megabytes = (size) => Math.ceil(size / MEGABYTE);
    return this.words.heavy.replace("{size}", megabytes(file.size)).replace("{limit}", megabytes(limit));
  }

  labelled(errors) {
    return Object.entries(errors).flatMap(([name, words]) => {
      const label = this.part.querySelector(`label[for=${this.one}-dialog-${name}]`)?.textContent;
      return words.map((word) => (label ? `${label}: ${word}` : word));
    });
  }

  say(lines, row, isFault = true) {
    const list = (row?.item ?? this.part).querySelector(":scope > [role=alert] > ul");
    list.className = isFault ? "errorlist" : "good-news";
    list.replaceChildren(...lines.map((textContent) => Object.assign(document.createElement("li"), { textContent })));
  }
}

// Its title is what the file is called, until the editor says better.
function row(template, { name }) {
  const item = template.content.firstElementChild.cloneNode(true);
  item.querySelector("b").textContent = name;
  item.querySelector("input").value = name.replace(/\.[^.]*$/, "").replaceAll("_", " ");
  return item;
}
