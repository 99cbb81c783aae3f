// What was typed and has not reached the server, in this browser: one entry for each open form.
export class Store {
  constructor(prefix, key) {
    Object.assign(this, { prefix: `${prefix}:`, name: `${prefix}:${key}` });
  }

  // Whether there was room for it.
  keep(text) {
    try {
      localStorage.setItem(this.name, text);
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
    return names.map((name) => [name, localStorage.getItem(name)]);
  }
}
