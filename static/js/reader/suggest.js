// Suggestions while a query is typed; without this file the form is a plain form.
const WAIT = 150;

function enhance(form, number) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `suggestions-${number}`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.label);
  form.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  let chosen = -1;
  let timer;
  let asked = 0;

  function close() {
    asked += 1;
    clearTimeout(timer);
    list.hidden = true;
    choose(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function choose(place) {
    chosen = place;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[place].id);
  }

  function take(option) {
    if (option.dataset.url) {
      location.assign(option.dataset.url);
      return;
    }
    input.value = option.textContent;
    form.requestSubmit();
  }

  function show(items) {
    list.replaceChildren(...items.map((item, at) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${at}`;
      option.setAttribute("role", "option");
      option.textContent = item.title;
      if (item.url) option.dataset.url = item.url;
      return option;
    }));
    choose(-1);
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
  }

  async function ask() {
    const turn = ++asked;
    const response = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(input.value)}`);
    if (!response.ok) return;
    const found = await response.json();
    if (turn === asked) show([...found.queries.map((title) => ({ title })), ...found.articles]);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === "Escape" && count) close();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else if (event.key === "ArrowDown" && count) choose((chosen + 1) % count);
    else if (event.key === "ArrowUp" && count) choose((Math.max(chosen, 0) - 1 + count) % count);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => take(event.target.closest("[role=option]")));
  input.addEventListener("blur", close);
}

document.querySelectorAll("form[data-suggestions]").forEach(enhance);
