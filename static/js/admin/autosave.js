// Nothing typed is lost: it goes to the server every few seconds, and to this browser when it cannot.
const form = document.querySelector("#article_form");
const state = document.querySelector("#autosave");
const PAUSE = 4000;

const url = state?.dataset.url;
const local = `newsroom:${url}`;
let sent = "";
let sending = false;

function typed() {
  const data = new FormData(form);
  for (const name of [...data.keys()]) if (data.get(name) instanceof File) data.delete(name);
  return data;
}

function text(data) {
  const copy = new URLSearchParams(data);
  copy.delete("csrfmiddlewaretoken");
  return copy.toString();
}

function post(data, options = {}) {
  return fetch(url, { method: "POST", body: data, redirect: "error", ...options });
}

function presence(others) {
  const line = document.querySelector("#presence");
  const names = others.join(", ");
  const said = names ? line.dataset.text.replace("…", names) : "";
  if (line.textContent !== said) line.textContent = said;
}

async function beat() {
  if (sending || document.hidden) return;
  sending = true;
  const data = typed();
  const now = text(data);
  const changed = now !== sent;
  if (changed) data.append("_typed", "1");
  try {
    const response = await post(changed ? data : bare());
    if (!response.ok) throw new Error(String(response.status));
    if (changed) {
      sent = now;
      localStorage.removeItem(local);
      state.textContent = state.dataset.kept.replace("…", new Date().toLocaleTimeString("kk"));
    }
    presence((await response.json()).others);
  } catch {
    if (changed) {
      localStorage.setItem(local, now);
      state.textContent = state.dataset.lost;
    }
  }
  sending = false;
}

function bare() {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  return data;
}

function leave() {
  const data = typed();
  if (text(data) !== sent) data.append("_typed", "1");
  data.append("_gone", "1");
  post(data, { keepalive: true }).catch(() => {});
}

// What this browser kept while the server was out of reach goes there first, to be restored.
async function rescue() {
  const kept = localStorage.getItem(local);
  if (!kept) return;
  const data = new URLSearchParams(kept);
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.set("_typed", "1");
  const response = await post(data).catch(() => null);
  if (response?.ok) {
    localStorage.removeItem(local);
    document.querySelector("#unsaved").hidden = false;
  }
}

if (form && state) {
  await rescue();
  let leaving = false;
  form.addEventListener("submit", ({ submitter }) => (leaving = submitter?.formTarget !== "_blank"));
  addEventListener("pagehide", () => leaving || leave());
  sent = text(typed());
  setInterval(beat, PAUSE);
  beat();
}
