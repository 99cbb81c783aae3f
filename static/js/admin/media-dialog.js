// A dialog over all photos, or all files: search, choose, or upload a new one. One of each for a page.
import { patientFetch } from "./patient-fetch.js";

class MediaDialog {
  // `one` and `many` name in the server's answers a thing and a list of them.
  constructor(one, many) {
    Object.assign(this, { one, many, dialog: null });
  }

  part(selector) {
    return this.dialog.querySelector(selector);
  }

  act(name) {
    return this.part(`[data-act=${name}]`);
  }

  get inputs() {
    return [...this.dialog.querySelectorAll(".media-dialog-upload :is(input, textarea)")];
  }

  // What was chosen ({id, text, credit, thumb, size}), or null. `file` is one to upload.
  choose(file = null) {
    this.build();
    return new Promise((resolve) => {
      this.chosen = null;
      this.dialog.addEventListener("close", () => resolve(this.chosen), { once: true });
      this.dialog.showModal();
      this.part("[type=search]").value = "";
      this.part(".wall").replaceChildren(); // a card of last time would go away under the click
      this.showUpload(Boolean(file));
      if (file) this.offer(file);
      this.list(1);
    });
  }

  build() {
    if (this.dialog) return;
    const template = document.querySelector(`.${this.one}-dialog-template`);
    document.body.append(template.content.cloneNode(true));
    this.dialog = document.querySelector(`dialog.${this.one}-dialog`);
    let timer;
    this.part("[type=search]").addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.list(1), 200);
    });
    this.act("close").addEventListener("click", () => this.dialog.close());
    this.act("more").addEventListener("click", () => this.list(this.page + 1));
    this.act("show-upload").addEventListener("click", () => this.showUpload(this.part(".media-dialog-upload").hidden));
    this.act("upload").addEventListener("click", () => this.upload());
    for (const input of this.inputs) {
      input.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && input.matches("input:not([type=file])")) this.upload();
      });
    }
  }

  showUpload(shown) {
    this.part(".media-dialog-upload").hidden = !shown;
    this.act("show-upload").setAttribute("aria-expanded", String(shown));
    if (shown) this.part("[type=file]").focus();
  }

  offer(file) {
    const data = new DataTransfer();
    data.items.add(file);
    this.part("[type=file]").files = data.files;
    this.part("[name=credit]").focus();
  }

  say(words) {
    this.part(".media-dialog-said").textContent = words;
  }

  async list(page) {
    const query = new URLSearchParams({ q: this.part("[type=search]").value, page });
    const asked = (this.asked = Symbol(page));
    try {
      const response = await patientFetch(`${this.dialog.dataset.list}?${query}`);
      if (!response.ok) throw new Error(response.status);
      const { more, [this.many]: found } = await response.json();
      if (asked !== this.asked) return;
      this.page = page;
      if (page === 1) this.part(".wall").replaceChildren();
      this.part(".wall").append(...found.map((thing) => this.card(thing)));
      this.act("more").hidden = !more;
      this.say(this.part(".wall").children.length ? "" : this.dialog.dataset.nothing);
    } catch {
      this.say(this.dialog.dataset.failed);
    }
  }

  card(thing) {
    const button = document.createElement("button");
    button.type = "button";
    if (thing.thumb) button.append(Object.assign(new Image(), { src: thing.thumb, alt: "", loading: "lazy" }));
    for (const [name, words] of [["wall-caption", thing.text], ["wall-credit", detail(thing)]]) {
      const line = document.createElement("span");
      line.className = name;
      line.textContent = words;
      button.append(line);
    }
    button.addEventListener("click", () => {
      this.chosen = thing;
      this.dialog.close();
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  async upload() {
    const form = new FormData();
    for (const input of this.inputs) {
      if (input.type !== "file") form.append(input.name, input.value);
      else if (input.files[0]) form.append(input.name, input.files[0]);
    }
    form.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    this.act("upload").disabled = true;
    try {
      const response = await patientFetch(this.dialog.dataset.upload, { method: "POST", body: form });
      const { errors, warnings = [], [this.one]: thing } = await response.json();
      if (thing) {
        for (const input of this.inputs) input.value = "";
        this.chosen = thing;
        if (!warnings.length) this.dialog.close();
        else this.say(this.dialog.dataset.taken);
      }
      this.showErrors(errors ?? { file: warnings });
    } catch {
      this.showErrors({ file: [this.dialog.dataset.failed] });
    } finally {
      this.act("upload").disabled = false;
    }
  }

  showErrors(errors) {
    const lines = Object.entries(errors).flatMap(([name, words]) => {
      const label = this.dialog.querySelector(`label[for=${this.one}-dialog-${name}]`)?.textContent;
      return words.map((word) => (label ? `${label}: ${word}` : word));
    });
    this.part(".errorlist").replaceChildren(
      ...lines.map((words) => Object.assign(document.createElement("li"), { textContent: words })),
    );
  }
}

// Of a photo, whose it is; a file says first what it is.
function detail({ kind, size, credit }) {
  return kind ? [size, credit].filter(Boolean).join(" · ") : credit;
}

const photos = new MediaDialog("photo", "photos");
const files = new MediaDialog("file", "files");

export const choosePhoto = (file) => photos.choose(file);
export const chooseFile = () => files.choose();
