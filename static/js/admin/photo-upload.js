// Many photos at once: each file by a request of its own, a few at a time, with what came of it.
import { pauseAfter } from "./patient-fetch.js";

const panel = document.querySelector(".photo-upload");
const words = panel?.dataset;
const AT_ONCE = 2;
const queue = [];
const all = []; // one for each file: {file, state, row, …}
let running = 0;

if (panel) {
  const chosen = panel.querySelector("[type=file]");
  chosen.addEventListener("change", () => {
    take(chosen.files);
    chosen.value = "";
  });
  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  addEventListener("paste", (event) => {
    if (event.clipboardData?.files.length) take(event.clipboardData.files);
  });
  addEventListener("beforeunload", (event) => {
    if (running || queue.length) event.preventDefault();
  });
  act("again").addEventListener("click", () => all.filter(({ state }) => state === "failed").forEach(enqueue));
}

function act(name) {
  return panel.querySelector(`[data-act=${name}]`);
}

function take(files) {
  for (const file of files) {
    const one = { file, row: row(file) };
    all.push(one);
    enqueue(one);
  }
}

function row(file) {
  const item = document.createElement("li");
  item.append(element("img"), element("span", file.name), element("progress"), element("small"));
  item.querySelector("img").hidden = true;
  item.querySelector("img").alt = "";
  item.querySelector("progress").max = 1;
  item.querySelector("progress").setAttribute("aria-label", file.name);
  panel.querySelector(".photo-upload-list").append(item);
  return item;
}

function element(name, text = "") {
  return Object.assign(document.createElement(name), { textContent: text });
}

function enqueue(one) {
  if (queue.length + running >= Number(words.most)) return failed(one, [words.many]);
  queue.push(one);
  show(one, "waiting", words.waiting);
  pump();
}

function pump() {
  while (running < AT_ONCE && queue.length) {
    running += 1;
    send(queue.shift(), 1);
  }
}

function send(one, attempt) {
  const form = new FormData();
  form.append("file", one.file);
  for (const input of panel.querySelectorAll("input[name]")) form.append(input.name, input.value);
  const request = new XMLHttpRequest();
  request.open("POST", words.url);
  request.responseType = "json";
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    show(one, "sending", loaded < total ? `${Math.round((loaded / total) * 100)} %` : words.working);
    one.row.querySelector("progress").value = loaded / total;
  });
  request.addEventListener("load", () => answered(one, attempt, request));
  request.addEventListener("error", () => end(one, () => failed(one, [words.network])));
  request.send(form);
}

function answered(one, attempt, request) {
  const pause = pauseAfter(attempt, request.status, request.getResponseHeader("Retry-After"));
  if (pause !== null) return setTimeout(() => send(one, attempt + 1), pause);
  end(one, () => {
    const answer = request.response;
    if (answer?.photo) return arrived(one, answer);
    failed(one, answer?.errors ?? [request.status === 413 ? words.large : words.network]);
  });
}

function end(one, then) {
  running -= 1;
  then();
  pump();
  sum();
}

function arrived(one, { photo, draft, same, warnings }) {
  one.photo = photo.id;
  one.isDraft = Boolean(draft);
  const said = [same ? words.same : draft ? "" : words.ready, draft, ...warnings.filter((words) => words !== draft)];
  show(one, same ? "same" : draft ? "draft" : "ready", said.filter(Boolean).join(" · "));
  const image = one.row.querySelector("img");
  image.src = photo.thumb;
  image.hidden = !photo.thumb;
  const name = one.row.querySelector("span");
  name.replaceChildren(Object.assign(element("a", one.file.name), { href: photo.url }));
}

function failed(one, errors) {
  show(one, "failed", `${words.failed}: ${errors.join(" ")}`);
  const again = Object.assign(element("button", words.again), { type: "button", className: "button quiet" });
  again.addEventListener("click", () => enqueue(one));
  one.row.append(again);
  sum();
}

function show(one, state, text) {
  one.state = state;
  one.row.dataset.state = state;
  one.row.querySelector("small").textContent = text;
  one.row.querySelector("progress").hidden = state !== "sending" && state !== "waiting";
  one.row.querySelector("button")?.remove();
}

// «In the library: 18 · Drafts: 2», when nothing is under way.
function sum() {
  const is = (state) => all.filter((one) => one.state === state).length;
  const counts = [["ready", words.ready], ["draft", words.drafts], ["same", words.same], ["failed", words.failed]];
  const said = counts.filter(([state]) => is(state)).map(([state, label]) => `${label}: ${is(state)}`);
  const busy = running + queue.length;
  panel.querySelector(".photo-upload-sum").textContent = busy ? `${words.waiting}: ${busy}` : said.join(" · ");
  const drafts = all.filter(({ isDraft }) => isDraft).map(({ photo }) => photo);
  act("complete").hidden = busy || !drafts.length;
  act("complete").href = `${words.edit}?ids=${[...new Set(drafts)].join(",")}`;
  act("again").hidden = busy || !is("failed");
  panel.querySelector(".photo-upload-acts").hidden = busy || !(drafts.length || is("failed"));
}
