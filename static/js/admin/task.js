// The page of a task follows it until it has ended.
const EVERY = 2000; // ms
const task = () => document.querySelector("#task");

async function follow() {
  try {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const fresh = page.querySelector("#task");
    if (!fresh) return; // signed out
    if (!("goesOn" in fresh.dataset)) location.reload(); // it has ended: its button may be there
    task().replaceWith(fresh);
  } catch {
    // without a network; it may come back
  }
  setTimeout(follow, EVERY);
}

if (task() && "goesOn" in task().dataset) setTimeout(follow, EVERY);
