// The preview beside the text: what was typed, as soon as the server has it.
const form = document.querySelector("#article_form");
const pane = document.querySelector("#preview-pane");
const button = document.querySelector(".preview-pane-button");

class Pane {
  constructor() {
    this.frame = pane.querySelector("iframe");
    this.chosen = { show: "phone", script: "" };
    this.isThere = Boolean(pane.dataset.saved) || new URLSearchParams(location.search).has("unsaved");
    pane.addEventListener("click", ({ target }) => this.press(target.closest("button")));
    form.addEventListener("autosaved", () => {
      this.isThere = true;
      this.show();
    });
    this.frame.addEventListener("load", () => this.frame.contentWindow.scrollTo(0, this.top ?? 0));
    button.addEventListener("click", () => this.toggle(pane.hidden));
    button.hidden = false;
  }

  toggle(isOpen) {
    pane.hidden = !isOpen;
    form.classList.toggle("with-preview", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
    button.closest("[popover]:popover-open")?.hidePopover();
    this.top = 0;
    if (isOpen) pane.querySelector("[data-show]").focus();
    else button.focus();
    this.show();
  }

  press(pressed) {
    if (!pressed) return;
    if ("close" in pressed.dataset) return this.toggle(false);
    const [name] = Object.keys(pressed.dataset);
    this.chosen[name] = pressed.dataset[name];
    for (const one of pane.querySelectorAll(`[data-${name}]`)) {
      one.setAttribute("aria-pressed", String(one === pressed));
    }
    this.show();
  }

  // Without a step in the history of the browser, and where the reader was.
  show() {
    if (pane.hidden || !this.isThere) return;
    const { show, script } = this.chosen;
    const framed = show === "links" ? "links" : "page";
    const asked = new URLSearchParams({ framed, script, unsaved: form.elements.key.value });
    this.frame.hidden = false;
    pane.classList.toggle("as-desktop", show === "desktop");
    const inside = this.frame.contentWindow;
    this.top = inside.scrollY;
    inside.location.replace(`${pane.dataset.url}?${asked}`);
  }
}

if (form && pane && button) new Pane();
