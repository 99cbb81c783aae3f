// A field that holds one photo.
import { choosePhoto } from "./photo-dialog.js";

for (const field of document.querySelectorAll("[data-photo-field]")) {
  const input = field.querySelector("input");
  const chosen = field.querySelector(".photo-chosen");
  const clear = field.querySelector("[data-act=clear]");
  const choose = field.querySelector("[data-act=choose]");

  const show = (photo) => {
    input.value = photo?.id ?? "";
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
    show(null);
    choose.focus();
  });
}
