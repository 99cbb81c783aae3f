// Suggested related articles: one press takes one into the field above, or sends it away for good;
// what was sent away comes back by another press while the page is open.
import { patientFetch } from "./patient-fetch.js";

const list = document.querySelector(".suggestions");
const autocomplete = document.querySelector(".field-related [data-autocomplete]");

async function judge(row, accepted) {
  const body = new FormData();
  body.set("suggested", row.dataset.key);
  body.set("accepted", accepted);
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  const response = await patientFetch(list.dataset.url, { method: "POST", body });
  if (!response.ok) throw new Error(response.status);
  return (await response.json()).item;
}

function take(row, item) {
  autocomplete.dispatchEvent(new CustomEvent("choose", { detail: item }));
  (row.nextElementSibling ?? row.previousElementSibling)?.querySelector("button").focus();
  row.remove();
}

// The buttons give way to one that undoes it.
function dismiss(row) {
  const buttons = [...row.querySelectorAll("button")];
  const undo = Object.assign(document.createElement("button"), {
    type: "button",
    className: "undo",
    textContent: list.dataset.undo,
    ariaLabel: `${list.dataset.undo}: ${row.querySelector(".chosen-text").firstChild.textContent.trim()}`,
  });
  undo.addEventListener("click", () => {
    press(row, "", () => {
      row.classList.remove("dismissed");
      undo.replaceWith(...buttons);
      buttons[0].focus();
    });
  });
  for (const button of buttons) button.remove();
  row.classList.add("dismissed");
  row.append(undo);
  undo.focus();
}

async function press(row, accepted, then) {
  try {
    then(row, await judge(row, accepted));
  } catch {
    autocomplete.querySelector("[role=status]").textContent = list.dataset.failed;
  }
}

list?.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-accepted]");
  if (!button) return;
  const { accepted } = button.dataset;
  press(button.closest("li"), accepted, accepted === "1" ? take : dismiss);
});
