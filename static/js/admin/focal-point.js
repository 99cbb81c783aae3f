// The focal point of a photo, in the picture itself: by a click, or with the arrow keys.
const picture = document.querySelector(".photo-preview");
const inputs = ["x", "y"].map(axis => document.querySelector(`#id_focus_${axis}`));
const START = [50, 40]; // where pictures are cut that have no point: see articles/imaging
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const FAR = 10; // with Shift

if (picture && inputs.every(Boolean)) {
  const place = Object.assign(document.createElement("div"), { className: "focal-place" });
  const point = Object.assign(document.createElement("button"), { type: "button", className: "focal-point" });
  point.setAttribute("aria-label", document.querySelector("#focal-words").textContent);
  point.setAttribute("aria-describedby", "id_focus_y_helptext");
  picture.replaceWith(place);
  place.append(picture, point);

  const values = () => inputs.map((input, axis) => (input.value === "" ? START[axis] : Number(input.value)));

  function show() {
    const [x, y] = values().map(within);
    point.style.left = `${x}%`;
    point.style.top = `${y}%`;
    point.toggleAttribute("data-unset", inputs.some(input => input.value === ""));
  }

  function set(next) {
    inputs.forEach((input, axis) => {
      input.value = within(next[axis]);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    show();
  }

  picture.addEventListener("click", event => {
    const box = picture.getBoundingClientRect();
    set([(100 * (event.clientX - box.left)) / box.width, (100 * (event.clientY - box.top)) / box.height]);
    point.focus();
  });
  point.addEventListener("keydown", event => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault(); // the page is not to scroll away
    set(values().map((value, axis) => value + step[axis] * (event.shiftKey ? FAR : 1)));
  });
  inputs.forEach(input => input.addEventListener("input", show));
  show();
}

function within(value) {
  return Math.round(Math.min(100, Math.max(0, value || 0)));
}
