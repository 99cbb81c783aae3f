// What stands on another site is loaded from there when the reader asks for it, not before.
const FRAME = {
  allow: "fullscreen; encrypted-media; picture-in-picture",
  referrerPolicy: "strict-origin-when-cross-origin",
  sandbox: "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation",
};

function show(figure) {
  const frame = document.createElement("iframe");
  Object.assign(frame, { allow: FRAME.allow, referrerPolicy: FRAME.referrerPolicy, title: figure.dataset.title });
  frame.sandbox = FRAME.sandbox;
  frame.src = figure.dataset.embed;
  figure.querySelector("img")?.remove();
  figure.querySelector("figcaption")?.remove();
  figure.querySelector(".embed__card").before(frame);
  figure.querySelector(".embed__show").remove();
  figure.querySelector(".embed__note").remove();
  frame.focus();
}

for (const figure of document.querySelectorAll("[data-embed]")) {
  const button = figure.querySelector(".embed__show");
  button.hidden = figure.querySelector(".embed__note").hidden = false;
  button.addEventListener("click", () => show(figure), { once: true });
}
