// Nothing typed is lost: it goes to the server every few seconds, and to this browser until then.
import { fill, offer, say } from "./autosave-lines.js";
import { Server } from "./autosave-server.js";
import { Store } from "./autosave-store.js";

const PAUSE = 4000;
const form = document.querySelector("#article_form");
const box = document.querySelector("#autosave");
const words = box?.dataset;

function typed() {
  const data = new FormData(form);
  for (const name of [...data.keys()]) if (data.get(name) instanceof File) data.delete(name);
  data.delete("csrfmiddlewaretoken");
  return new URLSearchParams(data).toString();
}

class Autosave {
  constructor() {
    this.server = new Server(words.url, form.elements.csrfmiddlewaretoken);
    this.store = new Store(words.store, form.elements.key.value);
    this.refused = form.querySelector(".errorlist") !== null; // and shows what was typed
    this.sent = this.refused ? "" : typed();
    form.addEventListener("input", () => this.soon());
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("click", ({ target }) => this.discard(target));
    document.addEventListener("visibilitychange", () => document.hidden && this.beat());
    addEventListener("online", () => this.beat());
    addEventListener("pageshow", () => (this.leaving = false));
    addEventListener("pagehide", () => this.leave());
  }

  async start() {
    await this.rescue();
    setInterval(() => this.beat(), PAUSE);
    await this.beat();
  }

  // A crash takes no more than the last moment along.
  soon() {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      if (!this.leaving) this.keep(typed());
    }, 300);
  }

  keep(text) {
    if (text !== this.sent && !this.store.keep(text) && this.failed) say(words.full);
  }

  async beat() {
    const text = typed();
    const changed = text !== this.sent;
    if (this.busy || this.leaving || (document.hidden && !changed)) return;
    this.busy = true;
    const base = new URLSearchParams({ base: form.elements.base?.value ?? "" }).toString();
    const answer = await this.server.post(changed ? text : base, changed ? { _typed: "1" } : {});
    this.busy = false;
    if (typeof answer === "string") this.fail(answer, text);
    else this.hear(answer, changed && text);
  }

  fail(reason, text) {
    this.failed = true;
    say(words[reason], reason === "signedOut" ? [words.signIn, words.signInUrl] : []);
    this.keep(text);
  }

  hear({ others, newer, parted }, text) {
    fill("#presence", others.join(", "));
    fill("#newer", newer);
    if (text) {
      this.sent = text;
      if (typed() === text) this.store.forget();
      const at = new Date().toLocaleTimeString("kk");
      if (parted) say(words.parted, [words.open, `${words.addUrl}?unsaved=${form.elements.key.value}`]);
      else say(words.kept.replace("…", at));
    } else if (this.failed) say("");
    this.failed = false;
  }

  // What this browser kept goes to the server, which knows whether it was saved after all.
  async rescue() {
    for (const [name, text] of this.store.entries()) {
      const answer = await this.server.post(text, { _typed: "1", _rescued: "1" });
      if (typeof answer === "string") continue;
      this.store.forget(name);
      const key = new URLSearchParams(text).get("key");
      const shown = this.refused && key === form.elements.key.value;
      if (answer.kept && !shown) offer(key);
    }
  }

  submit(event) {
    if (event.defaultPrevented || event.submitter?.formTarget === "_blank") return;
    if (this.leaving || !navigator.onLine) {
      event.preventDefault(); // a second click, or nowhere to go
      if (!this.leaving) this.fail("lost", typed());
      return;
    }
    this.leaving = true;
    setTimeout(() => (this.leaving = false), 8000); // it was stopped, or takes too long
    this.store.keep(typed());
  }

  leave() {
    const unsent = !this.leaving && typed() !== this.sent;
    if (unsent) this.store.keep(typed());
    this.server.farewell(unsent ? typed() : "");
  }

  async discard({ dataset, parentElement }) {
    if (!dataset.discard) return;
    const answer = await this.server.post("", { _discard: dataset.discard });
    if (typeof answer !== "string") parentElement.remove();
  }
}

if (form && box) await new Autosave().start();
