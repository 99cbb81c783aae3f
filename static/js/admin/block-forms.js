// The small forms of typed blocks: one dialog for each, filled from its attributes.
import { Combobox } from "./combobox.js";
import { photoDetails } from "./editor-photo.js";
import { choosePhoto } from "./media-dialog.js";

const dialogs = new Map();

// What was typed into the form of `kind`, as attributes; null where it was left.
export function openForm(root, kind, attrs) {
  const form = dialogs.get(kind) ?? build(root, kind);
  form.fill(attrs);
  form.dialog.showModal();
  return new Promise((resolve) => (form.settle = resolve));
}

function build(root, kind) {
  const dialog = root.querySelector(`template[data-block-form=${kind}]`).content.firstElementChild.cloneNode(true);
  root.append(dialog);
  const fields = [...dialog.querySelectorAll("[data-attr]")].map((place) => field(place, root));
  const form = {
    dialog,
    fill: (attrs) => {
      say(dialog, "");
      for (const { name, fill } of fields) fill(attrs[name] ?? "");
    },
    read: () => Object.fromEntries(fields.map(({ name, read }) => [name, read() || null])),
  };
  const set = () => {
    const fault = fields.map(({ fault }) => fault()).find(Boolean);
    if (fault) return say(dialog, fault);
    // Before the text has the focus again: what is typed next stands behind the block.
    form.settle(form.read());
    dialog.close();
  };
  dialog.addEventListener("close", () => form.settle(null)); // where it was not settled before
  // The dialog stands inside the form of the article, which must not be sent by it.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.matches("button, [role=combobox], textarea")) return;
    event.preventDefault();
    set();
  });
  dialog.addEventListener("click", ({ target }) => {
    const button = target.closest("button[value]");
    if (button) button.value === "set" ? set() : dialog.close();
  });
  // What is typed here is not yet of the article: its form need not know.
  dialog.addEventListener("input", (event) => event.stopPropagation());
  dialogs.set(kind, form);
  return form;
}

function say(dialog, words) {
  dialog.querySelector("[role=alert]").textContent = words;
}

// A field is {name, fill(value), read(), fault()}: fault says what keeps the form from being taken.
function field(place, root) {
  const name = place.dataset.attr;
  if (place.matches("[data-photos]")) return photosField(place, name, root);
  if (place.matches("[data-article]")) return articleField(place, name, root);
  const pattern = place.dataset.patterns && addresses(root);
  return {
    name,
    fill: (value) => (place.value = value),
    read: () => place.value.trim().replace(/\s+/g, " "),
    fault: () => {
      const value = place.value.trim();
      if (place.required && !value) return place.dataset.missing;
      return value && pattern && !pattern.some((one) => one.test(value)) ? place.dataset.refused : "";
    },
  };
}

export function addresses(root) {
  return JSON.parse(root.dataset.embeds).map((pattern) => new RegExp(`^(?:${pattern})$`));
}

// Photos by their keys, in an order that buttons change; one alone where `most` is 1.
function photosField(place, name, root) {
  const { fewest, most, missing } = place.dataset;
  const list = place.querySelector("ol");
  const add = place.querySelector("[data-act=add]");
  const template = place.querySelector("template");
  const keys = () => [...list.children].map((row) => row.dataset.photo);
  const update = () => (add.hidden = list.children.length >= Number(most));
  const show = (photo, key) => {
    const row = template.content.firstElementChild.cloneNode(true);
    row.dataset.photo = key;
    row.querySelector("img").src = photo?.thumb ?? "";
    row.querySelector("span").textContent = photo?.text ?? root.dataset.gone;
    for (const button of row.querySelectorAll("button")) button.ariaLabel += `: ${photo?.text ?? key}`;
    list.append(row);
    update();
  };
  add.addEventListener("click", async () => {
    const photo = await choosePhoto();
    if (photo && !keys().includes(String(photo.id))) show(photo, String(photo.id));
    add.focus();
  });
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    const row = button?.closest("li");
    if (!row) return;
    if (button.dataset.act === "remove") row.remove();
    if (button.dataset.act === "up") row.previousElementSibling?.before(row);
    if (button.dataset.act === "down") row.nextElementSibling?.after(row);
    (row.isConnected ? button : add).focus();
    update();
  });
  return {
    name,
    fill: (value) => {
      list.replaceChildren();
      update();
      const wanted = value.split(",").filter(Boolean);
      // One after the other, so that they stand in their order.
      Promise.all(wanted.map((key) => photoDetails(key, root.dataset.photos))).then((photos) =>
        photos.forEach((photo, number) => show(photo, wanted[number])),
      );
    },
    read: () => keys().join(","),
    fault: () => (keys().length < Number(fewest) ? missing : ""),
  };
}

// One of our articles, found by its words.
function articleField(place, name, root) {
  const chosen = place.querySelector("output");
  const input = place.querySelector("input");
  const find = async (text) => {
    const language = root.closest("form")?.elements.namedItem("language")?.value ?? "";
    const asked = new URLSearchParams({ q: text, language });
    const response = await fetch(`${root.dataset.articles}?${asked}`);
    return response.ok ? (await response.json()).items : [];
  };
  const take = ({ id, text }) => {
    place.dataset.key = id;
    chosen.textContent = text;
  };
  new Combobox(place, { find, take });
  return {
    name,
    fill: async (value) => {
      place.dataset.key = value;
      chosen.textContent = input.value = "";
      if (!value) return;
      const response = await fetch(`${root.dataset.articles}?ids=${value}`);
      if (response.ok) chosen.textContent = (await response.json()).items[0]?.text ?? root.dataset.gone;
    },
    read: () => place.dataset.key,
    fault: () => (place.dataset.key ? "" : place.dataset.missing),
  };
}
