// Kazakh typography: follows the rules of articles/kazakh/data/typography.json, as typesetting.py
// does; one list of examples is tried on both. An edit is [begin, end, what comes there].
const THING = "\ufffc"; // stands for what is no text, or is left alone
const AT_END = ".,;:!?)]…";

// The signs with the edits made, each sign being a part of its own; the rest of a part is empty.
export function applied(signs, edits) {
  const parts = [...signs];
  for (const [begin, end, put] of edits) {
    for (let place = begin; place < end; place++) parts[place] = "";
    parts[begin < end ? begin : begin - 1] += put;
  }
  return parts;
}

// The text with the spans replaced, and where each sign of it came from: its place in the line, or
// `~place` for a new sign in the stead of what began there.
function replaced({ text, origins }, spans) {
  const texts = [];
  const places = [];
  let done = 0;
  for (const [begin, end, put] of spans) {
    if (text.slice(begin, end) === put) continue;
    texts.push(text.slice(done, begin), put);
    for (; done < begin; done++) places.push(origins[done]);
    const first = origins[begin];
    for (let n = 0; n < put.length; n++) places.push(first < 0 ? first : ~first);
    done = end;
  }
  texts.push(text.slice(done));
  for (; done < text.length; done++) places.push(origins[done]);
  return { text: texts.join(""), origins: places };
}

// Where the text is not the line; sign by sign where as many have come as have gone.
function differences({ text, origins }, line) {
  const found = [];
  let [done, put, now] = [0, "", 0];
  for (let n = 0; n <= text.length; n++) {
    const origin = n < text.length ? origins[n] : line.length;
    if (origin !== now || origin >= 0) {
      const end = origin < 0 ? ~origin : origin;
      if (put.length !== end - done) found.push([done, end, put]);
      else
        for (let k = 0; k < put.length; k++)
          if (put[k] !== line[done + k]) found.push([done + k, done + k + 1, put[k]]);
      [done, put, now] = [origin < 0 ? end : end + 1, "", origin];
    }
    if (origin < 0) put += text[n];
  }
  return found;
}

const key = (edit) => edit.join("\n");

export class Typesetter {
  constructor(rules) {
    const named = { ...rules.classes };
    for (const [name, words] of Object.entries(rules.lists)) named[name] = `(?:${words.join("|")})`;
    const compiled = (pattern, flags) =>
      new RegExp(pattern.replace(/<([a-z]+)>/g, (_whole, name) => named[name]), flags);
    this.words = compiled(rules.words, "gu");
    this.addresses = rules.addresses.map((pattern) => compiled(pattern, "u"));
    this.kept = rules.kept.map((pattern) => compiled(pattern, "gu"));
    this.rules = rules.rules.map(({ find, put }) => [compiled(find, "gud"), put]);
    this.quotes = rules.quotes;
    this.next = rules.next;
  }

  // What is to be changed in a line of plain text.
  edits(line) {
    const text = this.masked(line);
    let state = replaced({ text, origins: [...Array(line.length).keys()] }, this.turned(text));
    for (const [find, put] of this.rules) {
      const matches = [...state.text.matchAll(find)];
      state = replaced(state, matches.map(({ indices }) => [...(indices[1] ?? indices[0]), put]));
    }
    return differences(state, line);
  }

  // What a typed text completes, which now stands between `from` and `to` in the line: what has to
  // be changed whatever is typed next, and had not to be before. What had, was taken back by hand.
  completed(line, from, to) {
    const without = line.slice(0, from) + line.slice(to);
    const pending = this.settled(without, from);
    const signs = without.split("");
    for (const [begin, end] of pending) signs.fill(THING, begin, end);
    const left = signs.join("");
    const shifted = this.settled(left, from).map(([begin, end, put]) =>
      begin >= from ? [begin + to - from, end + to - from, put] : [begin, end, put],
    );
    const known = new Set(shifted.map(key));
    const now = this.settled(left.slice(0, from) + line.slice(from, to) + left.slice(from), to);
    return now.filter((edit) => !known.has(key(edit)));
  }

  // What has to be changed if the line, or its part before the place, ends there; what had to be
  // anyhow was taken back by hand.
  finished(line, place) {
    const known = new Set(this.settled(line, place).map(key));
    return this.edits(line).filter((edit) => edit[1] <= place && !known.has(key(edit)));
  }

  // The edits that stay the same whatever is typed at the place.
  settled(line, place) {
    const found = this.next.map((next) => {
      const edits = this.edits(line.slice(0, place) + next + line.slice(place));
      const behind = place + next.length;
      return edits
        .filter(([begin, end]) => end <= place || begin >= behind)
        .map(([begin, end, put]) =>
          end <= place ? [begin, end, put] : [begin - next.length, end - next.length, put],
        );
    });
    const others = found.slice(1).map((edits) => new Set(edits.map(key)));
    return found[0].filter((edit) => others.every((edits) => edits.has(key(edit))));
  }

  // The line with things for all that is left alone, as long as it was.
  masked(line) {
    const signs = line.split("");
    for (const match of line.matchAll(this.words)) {
      if (!this.addresses.some((pattern) => pattern.test(match[0]))) continue;
      let end = match.index + match[0].length;
      while (end > match.index && AT_END.includes(line[end - 1])) end--;
      signs.fill(THING, match.index, end);
    }
    for (const pattern of this.kept)
      for (const match of line.matchAll(pattern))
        signs.fill(THING, match.index, match.index + match[0].length);
    return signs.join("");
  }

  // Quotation marks turned: the outer ones «…», those within “…”.
  turned(text) {
    const [outer, inner] = this.quotes.levels;
    const found = [];
    let depth = 0;
    let sign = "";
    let before = -1;
    for (const { 0: typed, index } of text.matchAll(/["«»“”„]/gu)) {
      const previous = before === index - 1 ? sign : text[index - 1];
      const isFree = index === 0 || this.quotes.before.includes(previous);
      [sign, before] = [typed, index];
      const follows = index + 1 < text.length;
      const goesOn = follows ? !this.quotes.white.includes(text[index + 1]) : depth === 0;
      const isFirst = "«„".includes(typed) && depth === 0;
      if (isFirst || (!"»”".includes(typed) && isFree && goesOn)) {
        depth += 1;
        sign = (depth === 1 ? outer : inner)[0];
      } else if (depth) {
        depth -= 1;
        sign = (depth ? inner : outer)[1];
      }
      found.push([index, index + 1, sign]);
    }
    return found;
  }
}
