// Suggested related articles: one press takes one into the field above, or sends it away for good.
const list = document.querySelector(".suggestions");

async function judge(button) {
  const row = button.closest("li");
  const body = new FormData();
  body.set("suggested", row.dataset.key);
  body.set("accepted", button.dataset.accepted);
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  const chooser = document.querySelector(".field-related [data-chooser]");
  try {
    const response = await fetch(list.dataset.url, { method: "POST", body });
    if (!response.ok) throw new Error(response.status);
    const { item } = await response.json();
    if (button.dataset.accepted === "1") chooser.dispatchEvent(new CustomEvent("choose", { detail: item }));
    (row.nextElementSibling ?? row.previousElementSibling)?.querySelector("button").focus();
    row.remove();
  } catch {
    chooser.querySelector("[role=status]").textContent = list.dataset.failed;
  }
}

list?.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button) judge(button);
});
