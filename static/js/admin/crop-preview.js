// How a photo is cut to other shapes: the previews follow its focal point as it moves.
// The arithmetic is that of cropped() in articles/imaging/encoding.py.
const START = [50, 40]; // where pictures are cut that have no point
const shapes = document.querySelector(".shapes");

if (shapes) {
  const inputs = ["x", "y"].map((axis) => document.querySelector(`#id_focus_${axis}`));
  const stored = [shapes.dataset.focusX, shapes.dataset.focusY];

  const focus = () => {
    const values = stored.map((value, axis) => inputs[axis]?.value ?? value);
    return values.some((value) => value === "") ? START : values.map(Number);
  };

  // Parts of the picture by which its left and upper edge lie beyond those of the shape.
  const beyond = (point, part) => Math.min(Math.max(0, point / 100 - part / 2), 1 - part);

  function cut(shape) {
    const image = shape.querySelector("img");
    if (!image.naturalWidth) return;
    const { width, height } = shape.dataset;
    const wide = Math.min(1, ((image.naturalHeight / image.naturalWidth) * width) / height);
    const high = Math.min(1, ((image.naturalWidth / image.naturalHeight) * height) / width);
    const [x, y] = focus();
    Object.assign(image.style, {
      width: `${100 / wide}%`,
      height: `${100 / high}%`,
      left: `${(-100 * beyond(x, wide)) / wide}%`,
      top: `${(-100 * beyond(y, high)) / high}%`,
    });
  }

  const cutAll = () => shapes.querySelectorAll(".shape").forEach(cut);
  for (const image of shapes.querySelectorAll("img")) image.addEventListener("load", cutAll);
  for (const input of inputs) input?.addEventListener("input", cutAll);
  cutAll();
}
