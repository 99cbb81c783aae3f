// The rich editor names its buttons in English and asks no catalogue for them. This gives them the
// language of the page; the words stand in locale/upstream/*/LC_MESSAGES/djangojs.po.
const say = (words) => (window.gettext ? window.gettext(words) : words);

function translate(editor) {
  for (const button of editor.querySelectorAll(".prose-menubar [title]:not([title=''])")) {
    const title = say(button.title);
    if (title !== button.title) {
      button.title = title;
      button.setAttribute("aria-label", title);
    }
  }
  for (const option of editor.querySelectorAll(".prose-menubar__option > *")) {
    const label = say(option.textContent);
    if (label !== option.textContent) option.textContent = label;
  }
}

// A menu appears after its editor does, and its drop-down copies buttons while one writes.
function follow(editor) {
  translate(editor);
  new MutationObserver(() => translate(editor)).observe(editor, { childList: true, subtree: true });
}

document.querySelectorAll(".prose-editor").forEach(follow);
document.addEventListener("prose-editor:ready", ({ detail }) => {
  follow(detail.textarea.closest(".prose-editor"));
});
