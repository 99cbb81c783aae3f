// The lines above an article's form: what is kept where, who else is here.
const one = (selector) => document.querySelector(selector);

// A line that says the same again would be spoken again.
export function say(text, [said, href] = []) {
  const line = one("#autosaved");
  if (line.dataset.said === `${text}${href ?? ""}`) return;
  line.dataset.said = `${text}${href ?? ""}`;
  line.textContent = `${text} `;
  if (href) line.append(Object.assign(document.createElement("a"), { href, target: "_blank", textContent: said }));
}

// A line with a name in the place of its three dots; empty without one.
export function fill(selector, name) {
  const line = one(selector);
  const said = name ? line.dataset.text.replace("…", name) : "";
  if (line.textContent !== said) line.textContent = said;
}
