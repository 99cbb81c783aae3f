// Asks before something goes. A button with data-ask (the question; data-yes and data-no are its
// answers) acts when it is answered with yes; one with data-dialog, the id of a template, opens
// the dialog in it, whose buttons act. Without this script a page of the server's asks, or the act
// can be undone.
let answered = null;

function build({ ask, yes, no }) {
  const dialog = document.createElement("dialog");
  const question = Object.assign(document.createElement("p"), { id: "ask-question", textContent: ask });
  const button = (words, value, className) =>
    Object.assign(document.createElement("button"), { type: "button", textContent: words, value, className });
  const answers = document.createElement("p");
  answers.className = "ask-answers";
  answers.append(button(yes, "yes", "danger"), button(no, "", "quiet"));
  dialog.className = "ask";
  dialog.setAttribute("aria-labelledby", question.id);
  dialog.append(question, answers);
  document.body.append(dialog);
  answers.lastElementChild.autofocus = true;
  return dialog;
}

function ask(button) {
  const dialog = build(button.dataset);
  dialog.addEventListener("click", ({ target }) => {
    if (target.type === "button") dialog.close(target.value);
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue !== "yes") return button.focus();
    answered = button;
    button.click();
    answered = null;
  });
  dialog.showModal();
}

// It stands in the form while it is open: its buttons send that, its field goes along.
function open(button) {
  const template = document.getElementById(button.dataset.dialog);
  const dialog = template.content.firstElementChild.cloneNode(true);
  const typed = document.getElementById("id_notice")?.value ?? "";
  if (dialog.querySelector("textarea") && typed.trim()) return false; // answered already
  template.after(dialog);
  dialog.querySelector("[data-act=close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    button.focus();
  });
  dialog.showModal();
  return true;
}

document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest?.("button[data-ask], button[data-dialog]");
    if (!button || button === answered) return;
    if (button.dataset.dialog && !open(button)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (button.dataset.ask) ask(button);
  },
  true,
);
