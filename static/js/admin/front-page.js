// The board of a page: its buttons without a reload, stories that are dragged, and a word before
// what was arranged is lost. Without this script every button works all the same.
import { patientFetch } from "./patient-fetch.js";

const form = () => document.querySelector("#front-page");
const NATIVE = /^(save|undo|restore)\b/; // these end in another page

async function send(data) {
  const focused = document.activeElement?.dataset?.key;
  const said = document.querySelector("#front-page-said");
  const response = await patientFetch(location.href, { method: "POST", body: data });
  const isBusy = response.status === 503;
  said.classList.toggle("visually-hidden", !isBusy);
  if (isBusy) {
    said.textContent = said.dataset.failed; // what was arranged stays on the page
    return;
  }
  if (!response.ok || response.redirected) return location.reload();
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const open = [...form().querySelectorAll("details[open]")].map((details) => details.parentElement.dataset.slot);
  form().replaceWith(page.querySelector("#front-page"));
  for (const slot of open) form().querySelector(`[data-slot="${slot}"] details`)?.setAttribute("open", "");
  focus(focused);
  said.textContent = spoken();
}

// Where the story now stands, as a screen reader shall hear it.
function spoken() {
  const error = form().querySelector(".front-page-errors")?.textContent.trim();
  if (error) return error;
  const headline = form().dataset.said;
  if (!headline) return "";
  const story = [...form().querySelectorAll(".slot .story a")].find((link) => link.textContent === headline);
  if (!story) return headline;
  const area = story.closest(".front-page-area").querySelector("h2").textContent;
  return `${headline}: ${area}, ${story.closest(".slot").querySelector(".slot-label").textContent}`;
}

// The button that was pressed, or one beside it where that is gone.
function focus(key) {
  if (!key) return;
  const [, article] = key.split(" ");
  const same = form().querySelector(`[data-key="${key}"]:not(:disabled)`);
  const near = form().querySelector(`.slot [data-key$=" ${article}"]:not(:disabled)`);
  (same ?? near ?? form().querySelector("[name=q]")).focus();
}

document.addEventListener("submit", (event) => {
  const { submitter, target } = event;
  if (target !== form()) return;
  if (submitter?.formTarget === "_blank") return;
  if (NATIVE.test(submitter?.value ?? "")) {
    form().dataset.dirty = "";
    return;
  }
  event.preventDefault();
  send(new FormData(target, submitter));
});

document.addEventListener("click", ({ target }) => {
  const when = target.closest?.("[data-when]");
  if (!when) return;
  form().elements.when.value = when.dataset.when;
  send(new FormData(form()));
});

addEventListener("beforeunload", (event) => {
  if (form().dataset.dirty) event.preventDefault();
});

let dragged = null;
const slotOf = ({ target }) => (dragged ? target.closest?.("[data-slot]") : null);

function mark(slot) {
  for (const marked of form().querySelectorAll(".drop-here")) marked.classList.remove("drop-here");
  slot?.classList.add("drop-here");
}

document.addEventListener("dragstart", ({ target, dataTransfer }) => {
  dragged = target.closest?.("[data-article]");
  if (dragged) dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragover", (event) => {
  const slot = slotOf(event);
  if (slot) event.preventDefault();
  mark(slot);
});
document.addEventListener("drop", (event) => {
  const slot = slotOf(event);
  if (!slot) return;
  event.preventDefault();
  const data = new FormData(form());
  data.set("act", `place ${dragged.dataset.article} ${slot.dataset.slot}`);
  send(data);
});
document.addEventListener("dragend", () => {
  dragged = null;
  mark(null);
});
