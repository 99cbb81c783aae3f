// Typos in the text: softly underlined, while the panel under the editor offers the mend.
import { watchTypos, whole, withoutTyped } from "./typos.js";

const THING = "\ufffc";

// Every paragraph: the position at which it begins, and its text, as many signs long as it has positions.
function paragraphs(doc) {
  const found = [];
  doc.descendants((node, start) => {
    const isForeign = node.attrs.lang && !/^kk\b/.test(node.attrs.lang);
    if (node.isTextblock && !isForeign)
      found.push([start + 1, node.textBetween(0, node.content.size, THING, THING)]);
    return !node.isTextblock && !isForeign;
  });
  return found;
}

const spans = (doc, word) =>
  paragraphs(doc).flatMap(([start, text]) =>
    [...text.matchAll(whole(word))].map(({ index }) => [start + index, start + index + word.length]),
  );

export function typos(lib, root) {
  const { Plugin, PluginKey } = lib.pm.state;
  const { Decoration, DecorationSet } = lib.pm.view;
  const key = new PluginKey("typos");
  let later = () => {};

  const decorated = (doc, words) =>
    DecorationSet.create(
      doc,
      words.flatMap((word) =>
        spans(doc, word).map(([from, to]) => Decoration.inline(from, to, { class: "typo" })),
      ),
    );

  function read(view) {
    const { selection } = view.state;
    return paragraphs(view.state.doc)
      .map(([start, text]) => {
        const cursor = selection.head - start;
        const isTyped = view.hasFocus() && cursor >= 0 && cursor <= text.length;
        return isTyped ? withoutTyped(text, cursor) : text;
      })
      .join("\n");
  }

  function mend(view, word, meant) {
    const { tr } = view.state;
    for (const [from, to] of spans(tr.doc, word).reverse()) tr.insertText(meant, from, to);
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
      later = watchTypos(root, {
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
  return lib.Extension.create({ name: "typos", addProseMirrorPlugins: () => [plugin] });
}
