// What has no place in a text is taken out of a paste and named: {kind: [names]}.
import { css } from "./paste-dom.js";
import { fileOf, nameOf } from "./paste-files.js";

const UNSEEN =
  "script, style, template, noscript, nav, button, select, textarea, input, title, [hidden], " +
  "[aria-hidden=true], del, xml, .EOP";
const FOOTNOTE_MARK = "a[href*='#_ftn'], a[href*='#_edn'], a.sdfootnoteanc, a.sdendnoteanc, a[href*='#ftnt']";
const FOOTNOTE = "[id^=sdfootnote], [id^=sdendnote], p:has(> a[href*='#ftnt_ref'])";
const COMMENT_MARK = ".MsoCommentReference, a[href*='#_msocom'], a[id^='_anchor'], a[href*='#cmnt']";
const FRAMES = "iframe, frame, object, embed, video, audio, canvas";
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component})+$/u;

export function leaveOut(body) {
  const lost = {};
  const lose = (kind, name) => (lost[kind] ??= []).push(name);
  removeAll(body.querySelectorAll(UNSEEN));
  for (const element of body.querySelectorAll("[data-css]")) if (isHidden(element)) element.remove();
  takeNotes(body, lose);
  takeFrames(body, lose);
  return { lost, files: takePictures(body, lose) };
}

const removeAll = (elements) => elements.forEach((element) => element.remove());

function isHidden(element) {
  return css(element, "display") === "none" || css(element, "mso-hide") === "all" || css(element, "visibility") === "hidden";
}

function takeNotes(body, lose) {
  const seen = new Map();
  for (const element of body.querySelectorAll("[data-css*='mso-']")) {
    const kind = /^(comment|footnote|endnote)(-list)?$/.exec(css(element, "mso-element"));
    const name = kind?.[1] === "comment" ? "comments" : "footnotes";
    if (kind && !kind[2]) seen.set(name, (seen.get(name) ?? 0) + 1);
    if (kind?.[2]) seen.set(element, name);
    if (css(element, "mso-special-character") === "comment") element.remove();
  }
  for (const element of seen.keys()) if (element instanceof Node) element.remove();
  count("comments", COMMENT_MARK + ", .MsoCommentText, .MsoCommentSubject");
  removeAll(body.querySelectorAll(FOOTNOTE));
  count("footnotes", FOOTNOTE_MARK);

  // As many as their texts; where those were not copied along, as many as their marks.
  function count(kind, marks) {
    const found = [...body.querySelectorAll(marks)].filter((mark) => !mark.parentElement.closest(marks));
    const number = seen.get(kind) ?? found.length;
    for (let each = 0; each < number; each++) lose(kind, "");
    for (const mark of found) (mark.closest("sup") ?? mark).remove();
  }
}

function takeFrames(body, lose) {
  for (const frame of body.querySelectorAll(FRAMES)) {
    lose("embedded", frame.getAttribute("src") ?? frame.getAttribute("data") ?? "");
    frame.remove();
  }
}

function takePictures(body, lose) {
  const files = [];
  for (const image of body.querySelectorAll("img, svg, picture > source")) {
    const file = fileOf(image.getAttribute("src") ?? "");
    if (EMOJI.test(image.alt ?? "")) image.replaceWith(image.alt);
    else if (file) stand(image, files.push(file) && file);
    else {
      if (image.localName === "img" && !isTracker(image)) lose("pictures", nameOf(image));
      image.remove();
    }
  }
  for (const drawing of body.querySelectorAll("*")) {
    if (drawing.localName !== "v:imagedata") continue;
    lose("pictures", nameOf(drawing));
    drawing.remove();
  }
  return files;
}

const isTracker = (image) => image.getAttribute("width") === "1" && image.getAttribute("height") === "1";

// A place for the picture, between paragraphs.
function stand(image, file) {
  const figure = image.ownerDocument.createElement("figure");
  figure.dataset.photo = file.key;
  image.replaceWith(figure);
}
