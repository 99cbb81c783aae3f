// The calendar and the clock of Django's date fields: inside the window, whatever has scrolled, and
// beside what opened them. Hours are to the minute.
const GAP = 8; // CSS pixels from the edges of the window

function place(box, link) {
  const at = link.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const within = (start, size, room) => Math.max(GAP, Math.min(start, room - size - GAP));
  box.style.position = "fixed";
  box.style.left = `${within(at.right - width, width, document.documentElement.clientWidth)}px`;
  // Under it where there is room, else above.
  const under = at.bottom + GAP;
  const top = under + height + GAP > innerHeight ? at.top - height - GAP : under;
  box.style.top = `${within(top, height, innerHeight)}px`;
}

document.addEventListener(
  "click",
  ({ target }) => {
    const link = target.closest?.(".datetimeshortcuts a[id]");
    const box = link && document.getElementById(link.id.replace("link", "box"));
    if (box) setTimeout(() => place(box, link)); // when Django has opened it, where it thinks best
  },
  true, // Django keeps this click from whoever waits for it further up
);

document.addEventListener("focusin", ({ target }) => {
  if (target.matches(".vTimeField")) target.value = target.value.replace(/^(\d+:\d\d):\d\d$/, "$1");
});
