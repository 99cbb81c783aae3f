// A field that holds one photo.
import { choosePhoto } from "./media-dialog.js";

for (const field of document.querySelectorAll("[data-photo-field]")) {
  const input = field.querySelector("input");
  const chosen = field.querySelector(".photo-chosen");
  const clear = field.querySelector("[data-act=clear]");
  const choose = field.querySelector("[data-act=choose]");
  const undo = field.querySelector("[data-act=undo]");
  let before = null; // what was taken out last

  const show = (photo) => {
    input.value = photo?.id ?? "";
    undo.hidden = Boolean(photo);
    chosen.hidden = clear.hidden = !photo;
    const image = chosen.querySelector("img");
    image.src = photo?.thumb ?? "";
    image.hidden = !photo?.thumb;
    chosen.querySelector(".photo-text").textContent = photo?.text ?? "";
    chosen.querySelector(".photo-credit").textContent = photo?.credit ?? "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  choose.addEventListener("click", async () => {
    const photo = await choosePhoto();
    if (photo) show(photo);
    choose.focus();
  });
  clear.addEventListener("click", () => {
    const image = chosen.querySelector("img");
    before = {
      id: input.value,
      thumb: image.hidden ? "" : image.src,
      text: chosen.querySelector(".photo-text").textContent,
      credit: chosen.querySelector(".photo-credit").textContent,
    };
    show(null);
    undo.focus();
  });
  undo.addEventListener("click", () => {
    show(before);
    clear.focus();
  });
}
