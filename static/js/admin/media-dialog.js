// A dialog over all photos, or all files: search, choose, or upload a new one. One of each for a page.
import { MediaUpload } from "./media-upload.js";
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

  // What was chosen, each as {id, text, credit, rights, thumb, size}. `file` is one to upload; of `several`
  // that are uploaded at once, those that were taken.
  choose({ file = null, several = false } = {}) {
    this.build();
    return new Promise((resolve) => {
      Object.assign(this, { chosen: [], several, file });
      this.dialog.addEventListener("close", () => resolve(this.chosen), { once: true });
      this.dialog.showModal();
      this.part("[type=search]").value = "";
      this.part("[type=search]").focus();
      this.part(".wall").replaceChildren(); // a card of last time would go away under the click
      this.showUpload(Boolean(file));
      this.list(1);
    });
  }

  take(thing) {
    this.chosen = this.several ? [...this.chosen, thing] : [thing];
    this.say(this.dialog.dataset.taken);
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
    this.upload = new MediaUpload(this.dialog, this.one, {
      take: (thing) => this.take(thing),
      done: (hasWarnings) => hasWarnings || this.dialog.close(),
    });
  }

  showUpload(shown) {
    this.part(".media-dialog-upload").hidden = !shown;
    this.act("show-upload").setAttribute("aria-expanded", String(shown));
    if (shown) this.upload.open(this.file, this.several);
    this.file = null;
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
      this.take(thing);
      this.dialog.close();
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }
}

// Of a photo, whose it is; a file says first what it is.
function detail({ kind, size, credit, rights }) {
  return [kind && size, credit, rights].filter(Boolean).join(" · ");
}

const photos = new MediaDialog("photo", "photos");
const files = new MediaDialog("file", "files");

// One, or null.
export const choosePhoto = (file) => photos.choose({ file }).then(([photo = null]) => photo);
export const chooseFile = () => files.choose().then(([file = null]) => file);
export const chooseFiles = () => files.choose({ several: true });
