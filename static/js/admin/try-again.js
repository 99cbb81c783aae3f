// A form that the server could not take sends itself again, each time after a longer pause, unless
// somebody changes what is in it or has a file to choose.
const LONGEST = 4; // doublings of the pause
const FRESH = 120_000; // ms after which a refusal is forgotten
const form = document.querySelector("#try-again");

// How often in a row this form was refused before.
function refusals() {
  const name = `try-again:${location.pathname}`;
  try {
    const { count, at } = JSON.parse(sessionStorage.getItem(name)) ?? { count: 0, at: 0 };
    const before = Date.now() - at < FRESH ? count : 0;
    sessionStorage.setItem(name, JSON.stringify({ count: before + 1, at: Date.now() }));
    return before;
  } catch {
    return 0;
  }
}

function start(line) {
  let left = Number(form.dataset.seconds) * 2 ** Math.min(refusals(), LONGEST);
  const show = () => (line.textContent = line.dataset.text.replace("…", left));
  const timer = setInterval(() => {
    left -= 1;
    show();
    if (left > 0) return;
    clearInterval(timer);
    HTMLFormElement.prototype.submit.call(form);
  }, 1000);
  const stop = () => {
    clearInterval(timer);
    line.textContent = "";
  };
  for (const event of ["input", "submit"]) form.addEventListener(event, stop, { once: true });
  show();
}

if (form && !form.querySelector("[type=file]")) start(form.querySelector(".waiting"));
