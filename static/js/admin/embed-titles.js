// What the providers of embeds call them: the server asks them, in the background.
import { patientFetch } from "./patient-fetch.js";

const PAUSES = [1, 2, 4, 8]; // seconds between two looks at whether it has been told
const known = new Map();

// The title of the embed at `address`, as text; empty where none is told.
export function titleOf(address, url) {
  if (!known.has(address)) known.set(address, ask(address, url).catch(() => known.delete(address) && ""));
  return known.get(address);
}

async function ask(address, url) {
  const body = new FormData();
  body.set("address", address);
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const pause of [...PAUSES, 0]) {
    const response = await patientFetch(url, { method: "POST", body });
    const { title, is_awaited } = response.ok ? await response.json() : {};
    if (title || !is_awaited) return title ?? "";
    await new Promise((resolve) => setTimeout(resolve, pause * 1000));
  }
  return "";
}
