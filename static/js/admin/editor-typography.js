// Typography as one types, and of what is pasted. Ctrl+Z takes it back, Backspace directly after it
// too; what was taken back stays as it was typed.
import { applied, Typesetter } from "./typography.js";

const THING = "\ufffc";
const NBSP = "\u00a0";
const isForeign = (lang) => Boolean(lang) && !/^kk\b/.test(lang);

// A link whose text is its address, and code, are not read.
function isLeftAlone(node) {
  return node.marks.some(({ type, attrs }) =>
    type.name === "link" ? attrs.href?.includes(node.text.trim()) : type.name === "code",
  );
}

// The text of a paragraph, as many signs long as it has positions.
function read(content) {
  const texts = [];
  content.forEach((node) => {
    if (node.isText) texts.push(isLeftAlone(node) ? THING.repeat(node.nodeSize) : node.text);
    else texts.push((node.type.name === "hardBreak" ? "\n" : THING).repeat(node.nodeSize));
  });
  return texts.join("");
}

function setInline(content, typesetter) {
  let begin = 0;
  const parts = read(content).split("\n").flatMap((line, n) => {
    const set = applied(line.split(""), typesetter.edits(line));
    return n ? ["\n", ...set] : set;
  });
  const nodes = [];
  content.forEach((node) => {
    const text = parts.slice(begin, (begin += node.nodeSize)).join("");
    if (!node.isText || isLeftAlone(node)) nodes.push(node);
    else if (text) nodes.push(node.type.schema.text(text, node.marks));
  });
  return nodes;
}

function setContent(content, typesetter, Fragment) {
  if (content.firstChild?.isInline) return Fragment.fromArray(setInline(content, typesetter));
  const nodes = [];
  content.forEach((node) => {
    const isSet = !node.isLeaf && !node.type.spec.code && !isForeign(node.attrs.lang);
    nodes.push(isSet ? node.copy(setContent(node.content, typesetter, Fragment)) : node);
  });
  return Fragment.fromArray(nodes);
}

// The text that was typed, or null where something else has happened.
function typedIn(transactions, isHistoryTransaction) {
  const changes = transactions.filter((tr) => tr.docChanged);
  const [tr] = changes;
  if (changes.length !== 1 || tr.steps.length !== 1 || isHistoryTransaction(tr)) return null;
  const { slice, from } = tr.steps[0];
  const isTyped = slice && !slice.openStart && !slice.openEnd && slice.content.childCount === 1;
  if (!isTyped || !slice.content.firstChild.isText || tr.getMeta("uiEvent")) return null;
  return { from, to: from + slice.size };
}

export function typography(lib, root) {
  const { Plugin, PluginKey } = lib.pm.state;
  const { closeHistory, isHistoryTransaction } = lib.pm.history;
  const typesetter = new Typesetter(JSON.parse(root.dataset.typography));
  const key = new PluginKey("typography");
  let held = null; // typed while letters are being composed
  let isOwn = false; // whether what is pasted was copied in an editor

  function isKazakh($place) {
    for (let depth = $place.depth; depth > 0; depth--) {
      const { lang } = $place.node(depth).attrs;
      if (lang) return !isForeign(lang);
    }
    return !isForeign(root.closest("form")?.elements.language?.value);
  }

  // The change that what was typed has completed, if any: the end of a line, where it is no text.
  // Spaces alone are no change to take back.
  function change(state, { from, to }) {
    const $from = state.doc.resolve(from);
    if (!$from.parent.isTextblock || to > $from.end() || !isKazakh($from)) return null;
    const text = read($from.parent.content);
    const place = $from.parentOffset;
    const begin = place && text.lastIndexOf("\n", place - 1) + 1;
    const [line] = text.slice(begin).split("\n", 1);
    const edits =
      from < to
        ? typesetter.completed(line, place - begin, place - begin + to - from)
        : typesetter.finished(line, place - begin);
    if (!edits.length) return null;
    const { tr } = state;
    for (const [first, last, put] of edits.reverse())
      tr.insertText(put, $from.start() + begin + first, $from.start() + begin + last);
    const isSeen = edits.some(([, , put]) => put !== NBSP);
    const undoable = { transform: tr, from, to, text: state.doc.textBetween(from, to) };
    tr.setMeta(key, isSeen ? { undoable } : {});
    return isSeen ? closeHistory(tr) : tr;
  }

  // A line that is ended is whole, whatever comes.
  function endLine(view, event) {
    const { empty, from } = view.state.selection;
    if (event.key !== "Enter" || !empty || view.composing) return false;
    const tr = change(view.state, { from, to: from });
    if (tr) view.dispatch(tr);
    return false;
  }

  function noteOwn(view, data) {
    isOwn = Boolean(view.dragging) || /\bdata-pm-slice=/.test(data?.getData("text/html") ?? "");
    return false;
  }

  const plugin = new Plugin({
    key,
    isInputRules: true, // for the editor's own undoInputRule, which Backspace asks first
    state: {
      init: () => null,
      apply: (tr, undoable) => {
        if (tr.getMeta(key)) return tr.getMeta(key).undoable ?? null;
        return tr.docChanged || tr.selectionSet ? null : undoable;
      },
    },
    appendTransaction(transactions, _before, state) {
      if (transactions.some((tr) => tr.getMeta(key))) return null;
      const typed = typedIn(transactions, isHistoryTransaction);
      if (!typed || !plugin.view?.composing) return typed && change(state, typed);
      held = held ? { from: Math.min(held.from, typed.from), to: typed.to } : typed;
      return null;
    },
    view: (view) => ((plugin.view = view), {}),
    props: {
      transformPasted: (slice, view) =>
        isOwn || !isKazakh(view.state.selection.$from)
          ? slice
          : new lib.pm.model.Slice(
              setContent(slice.content, typesetter, lib.pm.model.Fragment),
              slice.openStart,
              slice.openEnd,
            ),
      handleDOMEvents: {
        keydown: endLine,
        paste: (view, event) => noteOwn(view, event.clipboardData),
        drop: (view, event) => noteOwn(view, event.dataTransfer),
        compositionend: (view) => {
          setTimeout(() => {
            const tr = held && change(view.state, held);
            held = null;
            if (tr) view.dispatch(tr);
          });
          return false;
        },
      },
    },
  });
  return lib.Extension.create({ name: "typography", addProseMirrorPlugins: () => [plugin] });
}
