// The plan: what is dragged to another day, or hour, is moved by the form that stands beside it, so
// that the same is done, checked and said as by keyboard.

let dragged = null;

// The day, in the view of a day the hour, under the pointer.
const target = ({ target: element }) =>
  dragged ? (element.closest?.("[data-hour]") ?? element.closest?.(".plan-week [data-day]")) : null;

function mark(place) {
  for (const marked of document.querySelectorAll(".drop-here")) marked.classList.remove("drop-here");
  place?.classList.add("drop-here");
}

// What the form shall say: the day of the place, and its hour where it has one.
function moved(at, place) {
  const [day, time] = at.split("T");
  const hour = place.dataset.hour;
  const minutes = time.slice(3, 5);
  return `${place.closest("[data-day]")?.dataset.day ?? day}T${hour ? `${hour}:${minutes}` : time}`;
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".plan-line[draggable=true]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.querySelector("a").textContent);
});

document.addEventListener("dragover", (event) => {
  const place = target(event);
  mark(place);
  if (place) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const place = target(event);
  mark(null);
  if (!place) return;
  event.preventDefault();
  const form = dragged.querySelector("form");
  const field = form.elements.at;
  const at = moved(field.value, place);
  if (at === field.value) return;
  field.value = at;
  form.requestSubmit();
});

document.addEventListener("dragend", () => {
  mark(null);
  dragged = null;
});
