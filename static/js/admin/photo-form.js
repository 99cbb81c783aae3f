// The form of a photo: what a chosen file says of itself fills what is empty.
import { patientFetch } from "./patient-fetch.js";

const status = document.querySelector(".photo-read");
const file = document.querySelector("#photo_form input[type=file]");
const filled = new Map(); // input -> what was put into it

if (status && file) {
  file.closest(".form-row").append(status);
  file.addEventListener("change", () => read(file.files[0]));
}

async function read(chosen) {
  for (const [input, value] of filled) if (input.value === value) input.value = "";
  filled.clear();
  shown(false);
  status.replaceChildren();
  if (!chosen) return;
  say([status.dataset.reading]);
  const form = new FormData();
  form.append("file", chosen);
  form.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  try {
    const response = await patientFetch(status.dataset.url, { method: "POST", body: form });
    const { fields, said } = await response.json();
    if (chosen !== file.files[0]) return;
    fill(fields);
    shown(true);
    say([...(filled.size ? [`${status.dataset.read} ${names()}.`] : [status.dataset.nothing]), ...said]);
  } catch {
    status.replaceChildren(); // the server reads it again when the form is sent
  }
}

function fill(fields) {
  for (const [name, value] of Object.entries(fields)) {
    const input = document.querySelector(`#photo_form [name="${name}"]`);
    if (!input || input.value.trim()) continue;
    input.value = value;
    filled.set(input, value);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// Of a date and a time the row's name once.
function names() {
  const labels = [...filled.keys()].map((input) => input.closest(".form-row").querySelector("label, legend"));
  return [...new Set(labels.map((label) => label.textContent.trim().replace(/:$/, "")))].join(", ");
}

function shown(is) {
  const input = document.querySelector("[name=metadata_shown]");
  if (input) input.value = is ? "1" : "";
}

function say(lines) {
  status.replaceChildren(...lines.map((words) => Object.assign(document.createElement("p"), { textContent: words })));
}
