// Nothing typed is lost: it goes to the server every few seconds, and to this browser until then.
import { fill, say } from "./autosave-lines.js";
import { Server } from "./autosave-server.js";
import { Store } from "./autosave-store.js";
import { refresh } from "./unsaved.js";

const PAUSE = 4000;
const form = document.querySelector("#article_form");
const box = document.querySelector("#autosave");
const words = box?.dataset;

function typed() {
  const pairs = [...new FormData(form)];
  const isText = ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken";
  return JSON.stringify(pairs.filter(isText));
}

class Autosave {
  constructor() {
    this.server = new Server(words.url, form.elements.csrfmiddlewaretoken, Number(words.largest));
    this.store = new Store(words.store, form.elements.key.value);
    const refused = form.querySelector(".errorlist") !== null; // and shows what was typed
    this.sent = refused ? "" : typed();
    if (!refused) this.store.setAside();
    form.addEventListener("input", () => this.soon());
    form.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.beat(true));
    addEventListener("online", () => this.beat());
    addEventListener("pageshow", () => (this.leaving = false));
    addEventListener("pagehide", () => this.leave());
  }

  async start() {
    setInterval(() => this.beat(), PAUSE);
    await Promise.all([this.rescue(), this.beat()]);
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

  // `again`: what was typed while an older text is on its way goes right behind it.
  async beat(again = false) {
    const text = typed();
    const changed = text !== this.sent;
    if (this.leaving || (document.hidden && !changed)) return;
    if (this.busy) {
      this.again ||= again;
      return;
    }
    this.busy = true;
    const base = JSON.stringify([["base", form.elements.base?.value ?? ""]]);
    const answer = await this.server.post(changed ? text : base, changed ? { _typed: "1" } : {});
    this.busy = false;
    if (typeof answer === "string") this.fail(answer, text);
    else this.hear(answer, changed && text);
    if (!this.again) return;
    this.again = false;
    await this.beat();
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
      form.dispatchEvent(new Event("autosaved"));
      if (typed() === text) this.store.forget();
      const at = new Date().toLocaleTimeString("kk", { hour: "2-digit", minute: "2-digit" });
      if (parted) say(words.parted, [words.open, `${words.addUrl}?unsaved=${form.elements.key.value}`]);
      else say(words.autosaved.replace("…", at));
    } else if (this.failed) say("");
    this.failed = false;
  }

  // What this browser kept goes to the server, which knows whether it was saved after all.
  async rescue() {
    let found = false;
    for (const [name, text] of this.store.entries()) {
      if (name === this.store.name) continue; // stands in the form
      const answer = await this.server.post(text, { _typed: "1", _rescued: "1" });
      if (typeof answer === "string") continue;
      this.store.forget(name);
      found ||= answer.autosaved;
    }
    if (found) await refresh().catch(() => {});
  }

  submit(event) {
    if (event.defaultPrevented || event.submitter?.formTarget === "_blank") return;
    const text = typed();
    const reason = navigator.onLine ? new Blob([text]).size > Number(words.most) && "tooBig" : "lost";
    if (this.leaving || reason) {
      event.preventDefault(); // a second click, or nowhere to go
      if (!this.leaving) this.fail(reason, text);
      return;
    }
    this.leaving = true;
    setTimeout(() => (this.leaving = false), 8000); // it was stopped, or takes too long
    this.store.keep(text);
  }

  leave() {
    const unsent = !this.leaving && typed() !== this.sent;
    if (unsent) this.store.keep(typed());
    this.server.farewell(unsent ? typed() : "");
  }
}

if (form && box) await new Autosave().start();
