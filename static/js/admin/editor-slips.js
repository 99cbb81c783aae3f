// Slips of the pen in the text: softly underlined, while the panel under the editor offers the mend.
import { watchSlips, whole, withoutTyped } from "./slips.js";

const THING = "\ufffc";

// Every paragraph: the place where it begins, and its text, as many signs long as it has positions.
function paragraphs(doc) {
  const found = [];
  doc.descendants((node, place) => {
    const isForeign = node.attrs.lang && !/^kk\b/.test(node.attrs.lang);
    if (node.isTextblock && !isForeign)
      found.push([place + 1, node.textBetween(0, node.content.size, THING, THING)]);
    return !node.isTextblock && !isForeign;
  });
  return found;
}

const places = (doc, word) =>
  paragraphs(doc).flatMap(([start, text]) =>
    [...text.matchAll(whole(word))].map(({ index }) => [start + index, start + index + word.length]),
  );

export function slips(lib, root) {
  const { Plugin, PluginKey } = lib.pm.state;
  const { Decoration, DecorationSet } = lib.pm.view;
  const key = new PluginKey("slips");
  let later = () => {};

  const decorated = (doc, words) =>
    DecorationSet.create(
      doc,
      words.flatMap((word) =>
        places(doc, word).map(([from, to]) => Decoration.inline(from, to, { class: "slip" })),
      ),
    );

  function read(view) {
    const { selection } = view.state;
    return paragraphs(view.state.doc)
      .map(([start, text]) => {
        const place = selection.head - start;
        const isTyped = view.hasFocus() && place >= 0 && place <= text.length;
        return isTyped ? withoutTyped(text, place) : text;
      })
      .join("\n");
  }

  function mend(view, word, meant) {
    const { tr } = view.state;
    for (const [from, to] of places(tr.doc, word).reverse()) tr.insertText(meant, from, to);
    view.dispatch(lib.pm.history.closeHistory(tr));
  }

  const plugin = new Plugin({
    key,
    state: {
      init: () => ({ words: [], set: DecorationSet.empty }),
      apply(tr, kept) {
        const words = tr.getMeta(key) ?? kept.words;
        if (words === kept.words && !tr.docChanged) return kept;
        return { words, set: words.length ? decorated(tr.doc, words) : DecorationSet.empty };
      },
    },
    props: {
      decorations: (state) => key.getState(state).set,
      handleDOMEvents: { blur: () => (later(), false) },
    },
    view: (view) => {
      later = watchSlips(root, {
        read: () => read(view),
        mend: (word, meant) => mend(view, word, meant),
        focus: () => view.focus(),
        mark: (words) => {
          if (view.composing) return; // letters are being put together: the next answer comes
          view.dispatch(view.state.tr.setMeta(key, words).setMeta("addToHistory", false));
        },
      });
      return { update: (_view, before) => before.doc.eq(view.state.doc) || later() };
    },
  });
  return lib.Extension.create({ name: "slips", addProseMirrorPlugins: () => [plugin] });
}
