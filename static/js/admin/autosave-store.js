// What was typed and has not reached the server, in this browser: one entry for each open form.
const pairsOf = (text) => (text.startsWith("[") ? JSON.parse(text) : [...new URLSearchParams(text)]);

export class Store {
  constructor(prefix, key) {
    Object.assign(this, { prefix: `${prefix}:`, name: `${prefix}:${key}` });
  }

  // Whether there was room for it.
  keep(text, name = this.name) {
    try {
      localStorage.setItem(name, text);
      return true;
    } catch {
      return false;
    }
  }

  forget(name = this.name) {
    localStorage.removeItem(name);
  }

  // Name and text of all entries of the article, those of forms that are gone included.
  entries() {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(this.prefix));
    return names.map((name) => [name, JSON.stringify(pairsOf(localStorage.getItem(name)))]);
  }

  // A text that another page left under this form's key gets one of its own: what is typed now
  // must not be written over it.
  setAside() {
    const left = this.entries().find(([name]) => name === this.name);
    if (!left) return;
    const key = crypto.randomUUID();
    const pairs = JSON.parse(left[1]).map(([name, value]) => [name, name === "key" ? key : value]);
    if (this.keep(JSON.stringify(pairs), `${this.prefix}${key}`)) this.forget();
  }
}
