// The panel beside the text remembers what was folded, and unfolds what somebody is led to.
const NAME = "newsroom:panel";
const panel = document.querySelector("#panel");

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(NAME)) ?? {};
  } catch {
    return {}; // a browser that keeps nothing, or keeps something else
  }
}

function remember(fold) {
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...remembered(), [fold.dataset.fold]: fold.open }));
  } catch {
    // it is folded all the same
  }
}

function unfold(element) {
  const fold = element?.closest("details[data-fold]");
  if (fold) fold.open = true;
}

function unfoldTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  unfold(target?.querySelector("details[data-fold]") ?? target);
}

// To the field that a check is of, and ready to type in it.
function lead(event) {
  const name = event.target.closest("a[href^='#']")?.getAttribute("href").slice(1);
  const target = name && document.getElementById(name);
  if (!target) return;
  event.preventDefault();
  unfold(target);
  const field = target.querySelector("[contenteditable=true]") ?? target;
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: field === target ? "center" : "start" });
}

if (panel) {
  panel.addEventListener("click", lead);
  const open = remembered();
  for (const fold of panel.querySelectorAll("details[data-fold]")) {
    fold.open = open[fold.dataset.fold] ?? fold.open;
    // By hand only: what unfolds of itself, to show an error, is not what somebody wants always.
    fold.querySelector("summary").addEventListener("click", () => setTimeout(() => remember(fold)));
  }
  panel.querySelectorAll(".errorlist").forEach(unfold);
  addEventListener("hashchange", unfoldTarget);
  unfoldTarget();
}
