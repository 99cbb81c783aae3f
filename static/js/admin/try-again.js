// A form that the server could not take sends itself again, unless somebody changes what is in it
// or has a file to choose.
const form = document.querySelector("#try-again");

function start(line) {
  let left = Number(form.dataset.seconds);
  const show = () => (line.textContent = line.dataset.text.replace("…", left));
  const timer = setInterval(() => {
    left -= 1;
    show();
    if (left > 0) return;
    clearInterval(timer);
    form.submit();
  }, 1000);
  const stop = () => {
    clearInterval(timer);
    line.textContent = "";
  };
  for (const event of ["input", "submit"]) form.addEventListener(event, stop, { once: true });
  show();
}

if (form && !form.querySelector("[type=file]")) start(form.querySelector(".waiting"));
