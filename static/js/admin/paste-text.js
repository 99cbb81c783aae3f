// Plain text as HTML: paragraphs, and lists where they are certain.
const BULLET = /^\s*[•·▪◦‣●]\s+/;
const DASH = /^\s*[–—-]\s+/;
const NUMBER = /^\s*(\d{1,3})[.)]\s+/;
const ADDRESS = /https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)\]]/g;

export function textToHtml(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/^\n+|\s+$/g, "").split("\n");
  // Where empty lines part paragraphs, a single end of a line is only that.
  const isParted = lines.some((line) => !line.trim());
  const blocks = isParted ? parted(lines) : [lines];
  return blocks.flatMap((block) => blockToHtml(block, isParted)).join("");
}

function parted(lines) {
  const blocks = [[]];
  for (const line of lines) {
    if (line.trim()) blocks.at(-1).push(line);
    else if (blocks.at(-1).length) blocks.push([]);
  }
  return blocks.filter(({ length }) => length);
}

function blockToHtml(lines, isParted) {
  const parts = [];
  let plain = [];
  const flush = () => {
    if (plain.length && isParted) parts.push(`<p>${plain.map(inline).join("<br>")}</p>`);
    else parts.push(...plain.map((line) => `<p>${inline(line)}</p>`));
    plain = [];
  };
  for (let at = 0; at < lines.length; ) {
    const list = listAt(lines, at);
    if (list) {
      flush();
      parts.push(listToHtml(list));
      at += list.lines.length;
    } else plain.push(lines[at++]);
  }
  flush();
  return parts;
}

function run(lines, at, belongs) {
  let end = at;
  while (end < lines.length && belongs(lines[end], end - at)) end++;
  return lines.slice(at, end);
}

function listAt(lines, at) {
  const bullets = run(lines, at, (line) => BULLET.test(line));
  if (bullets.length) return { tag: "ul", marker: BULLET, lines: bullets };
  const numbers = run(lines, at, (line, before) => Number(NUMBER.exec(line)?.[1]) === before + 1);
  if (numbers.length > 1) return { tag: "ol", marker: NUMBER, lines: numbers };
  // A dash opens speech as well: it is a list where its items end as those of a list.
  const dashes = run(lines, at, (line) => DASH.test(line));
  const isList = dashes.length > 1 && dashes.slice(0, -1).every((line) => /[;,]\s*$/.test(line));
  return isList ? { tag: "ul", marker: DASH, lines: dashes } : null;
}

function listToHtml({ tag, marker, lines }) {
  const items = lines.map((line) => `<li><p>${inline(line.replace(marker, ""))}</p></li>`);
  return `<${tag}>${items.join("")}</${tag}>`;
}

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);

function inline(line) {
  let html = "";
  let done = 0;
  for (const { 0: address, index } of line.matchAll(ADDRESS)) {
    html += `${escape(line.slice(done, index))}<a href="${escape(address)}">${escape(address)}</a>`;
    done = index + address.length;
  }
  return html + escape(line.slice(done));
}
