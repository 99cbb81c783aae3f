// The texts above the form that were not saved: put away without leaving the page.
import { patientFetch } from "./patient-fetch.js";

const block = () => document.querySelector("#unsaved");

// The block as the server has it now; `answer` is a page with the form, asked for anew without it.
export async function refresh(answer) {
  const key = document.querySelector("#article_form").elements.key.value;
  const response = await (answer ?? fetch(`?unsaved=${key}`));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("#unsaved");
  if (!fresh) throw new Error("signed out");
  const wasOpen = block().querySelector("details").open;
  block().replaceWith(fresh);
  fresh.querySelector("details").open ||= wasOpen;
  return page;
}

async function discard(form, button) {
  try {
    const page = await refresh(patientFetch(form.action, { method: "POST", body: new FormData(form, button) }));
    const said = page.querySelector(".messagelist")?.textContent.trim() ?? "";
    document.querySelector("#unsaved-said").textContent = said;
    document.querySelector(`#unsaved [value="${button.value}"]`)?.focus();
  } catch {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "key", value: button.value }));
    form.submit(); // leads to what is wrong
  }
}

document.addEventListener("submit", (event) => {
  if (event.target.id !== "discard-form") return;
  event.preventDefault();
  discard(event.target, event.submitter);
});

// Who comes back after a crash types on: into the headline, never onto a button of this block.
if (document.querySelector('#unsaved [name="key"][type="submit"]') && document.activeElement === document.body) {
  document.querySelector("#id_headline")?.focus({ preventScroll: true });
}
