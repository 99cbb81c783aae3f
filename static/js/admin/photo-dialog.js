// The dialog over all photos: search, choose, or upload a new one. One for the whole page.
import { patientFetch } from "./patient-fetch.js";

let dialog;

const part = (selector) => dialog.querySelector(selector);
const act = (name) => part(`[data-act=${name}]`);

// The photo that was chosen ({id, text, credit, thumb, size}), or null. `file` is one to upload.
export function choosePhoto(file = null) {
  build();
  return new Promise((resolve) => {
    dialog.chosen = null;
    dialog.addEventListener("close", () => resolve(dialog.chosen), { once: true });
    dialog.showModal();
    part("[type=search]").value = "";
    part(".wall").replaceChildren(); // a card of last time would go away under the click
    showUpload(Boolean(file));
    if (file) offer(file);
    list(1);
  });
}

function build() {
  if (dialog) return;
  const template = document.querySelector(".photo-dialog-template");
  document.body.append(template.content.cloneNode(true));
  dialog = document.querySelector("dialog.photo-dialog");
  let timer;
  part("[type=search]").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => list(1), 200);
  });
  act("close").addEventListener("click", () => dialog.close());
  act("more").addEventListener("click", () => list(dialog.page + 1));
  act("show-upload").addEventListener("click", () => showUpload(part(".photo-dialog-upload").hidden));
  act("upload").addEventListener("click", upload);
  for (const input of dialog.querySelectorAll(".photo-dialog-upload input")) {
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && input.type !== "file") upload();
    });
  }
}

function showUpload(shown) {
  part(".photo-dialog-upload").hidden = !shown;
  act("show-upload").setAttribute("aria-expanded", String(shown));
  if (shown) part("[type=file]").focus();
}

function offer(file) {
  const data = new DataTransfer();
  data.items.add(file);
  part("[type=file]").files = data.files;
  part("[name=credit]").focus();
}

function say(words) {
  part(".photo-dialog-said").textContent = words;
}

async function list(page) {
  const query = new URLSearchParams({ q: part("[type=search]").value, page });
  const asked = (dialog.asked = Symbol(page));
  try {
    const response = await patientFetch(`${dialog.dataset.list}?${query}`);
    if (!response.ok) throw new Error(response.status);
    const { photos, more } = await response.json();
    if (asked !== dialog.asked) return;
    dialog.page = page;
    if (page === 1) part(".wall").replaceChildren();
    part(".wall").append(...photos.map(card));
    act("more").hidden = !more;
    say(part(".wall").children.length ? "" : dialog.dataset.nothing);
  } catch {
    say(dialog.dataset.failed);
  }
}

function card(photo) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(Object.assign(new Image(), { src: photo.thumb, alt: "", loading: "lazy" }));
  for (const [name, words] of [["wall-caption", photo.text], ["wall-credit", photo.credit]]) {
    const line = document.createElement("span");
    line.className = name;
    line.textContent = words;
    button.append(line);
  }
  button.addEventListener("click", () => choose(photo));
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function choose(photo) {
  dialog.chosen = photo;
  dialog.close();
}

async function upload() {
  const form = new FormData();
  for (const input of dialog.querySelectorAll(".photo-dialog-upload input")) {
    if (input.type !== "file") form.append(input.name, input.value);
    else if (input.files[0]) form.append(input.name, input.files[0]);
  }
  form.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  act("upload").disabled = true;
  try {
    const response = await patientFetch(dialog.dataset.upload, { method: "POST", body: form });
    const { photo, errors, warnings = [] } = await response.json();
    if (photo) {
      for (const input of dialog.querySelectorAll(".photo-dialog-upload input")) input.value = "";
      dialog.chosen = photo;
      if (!warnings.length) dialog.close();
      else say(dialog.dataset.taken);
    }
    showErrors(errors ?? { file: warnings });
  } catch {
    showErrors({ file: [dialog.dataset.failed] });
  } finally {
    act("upload").disabled = false;
  }
}

function showErrors(errors) {
  const lines = Object.entries(errors).flatMap(([name, words]) => {
    const label = dialog.querySelector(`label[for=photo-dialog-${name}]`)?.textContent;
    return words.map((word) => (label ? `${label}: ${word}` : word));
  });
  part(".errorlist").replaceChildren(
    ...lines.map((words) => Object.assign(document.createElement("li"), { textContent: words })),
  );
}
