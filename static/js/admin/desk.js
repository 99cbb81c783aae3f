// The article form: how long a headline has become, Ctrl+S, and a word before typed text is lost.
const form = document.querySelector("#article_form");
const letters = new Intl.Segmenter(document.documentElement.lang, { granularity: "grapheme" });

function count(text) {
  return [...letters.segment(text.trim())].length;
}

function counter(field) {
  const aim = Number(field.dataset.aim);
  const shown = document.createElement("output");
  shown.className = "count";
  shown.htmlFor = field.id;
  field.after(shown);
  const update = () => {
    const length = count(field.value);
    shown.textContent = `${length} / ${aim}`;
    shown.classList.toggle("over", length > aim);
  };
  // Spoken when typing pauses, not at every letter: an output is a live region.
  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(update, 300);
  });
  update();
}

function guard() {
  let dirty = form.querySelector(".errorlist") !== null;
  form.addEventListener("input", () => (dirty = true));
  form.addEventListener("submit", ({ submitter }) => {
    if (submitter?.formTarget !== "_blank") dirty = false;
  });
  addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
}

function shortcuts() {
  document.addEventListener("keydown", (event) => {
    const save = form.querySelector("[name=_continue]");
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyS" && save) {
      event.preventDefault();
      save.click();
    }
  });
}

// What is to be mended may be far below the word that something is; clashes stand on top.
function showError() {
  if (!form.querySelector(".clashes")) form.querySelector("[aria-invalid=true]")?.focus();
}

if (form) {
  form.querySelectorAll("[data-aim]").forEach(counter);
  guard();
  shortcuts();
  showError();
}
