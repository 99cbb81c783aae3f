// The page of a server that is busy: sends the form again, each time after a longer pause. A form
// with files waits for its editor to choose them.
const PAUSES = 5;
const FRESH = 120_000;
const form = document.querySelector("#resend");

// How often in a row, until now.
function times() {
  const name = `resend:${location.pathname}`;
  try {
    const { count, at } = JSON.parse(sessionStorage.getItem(name)) ?? { count: 0, at: 0 };
    const again = Date.now() - at < FRESH ? count : 0;
    sessionStorage.setItem(name, JSON.stringify({ count: again + 1, at: Date.now() }));
    return again;
  } catch {
    return 0;
  }
}

if (form && !form.querySelector("[type=file]")) {
  const seconds = Number(form.dataset.seconds) * 2 ** Math.min(times(), PAUSES - 1);
  const spread = 0.75 + Math.random() / 2; // not all at the same instant
  setTimeout(() => HTMLFormElement.prototype.submit.call(form), seconds * spread * 1000);
}
