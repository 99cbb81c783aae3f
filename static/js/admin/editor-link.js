// The dialog for the address of a link. `editor` is a function: the editor comes after its dialog.
// What was typed as an address: «example.org» stands on the web, «/sayasat/» on this site.
function address(typed) {
  return !typed || /^([a-z]+:|[/#])/i.test(typed) ? typed : `https://${typed}`;
}

// Where no words are chosen, the address itself becomes the words.
function setLink(editor, chain, href) {
  if (!editor.state.selection.empty || editor.isActive("link")) chain.setLink({ href }).run();
  else chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
}

export function linkDialog(root, editor) {
  const dialog = root.querySelector("[data-link-form]").content.firstElementChild.cloneNode(true);
  const input = dialog.querySelector("input");
  root.append(dialog);
  // The dialog stands inside the form of the article, which must not be sent by it.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== input) return;
    event.preventDefault();
    dialog.querySelector("[value=set]").click();
  });
  dialog.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) dialog.close(button.value);
  });
  dialog.addEventListener("close", () => {
    const chain = editor().chain().focus().extendMarkRange("link");
    const href = address(input.value.trim());
    if (dialog.returnValue === "set" && href) setLink(editor(), chain, href);
    else if (dialog.returnValue === "remove") chain.unsetLink().run();
    else editor().commands.focus();
  });
  return () => {
    input.value = editor().getAttributes("link").href ?? "";
    dialog.returnValue = "";
    dialog.showModal();
    input.select();
  };
}
