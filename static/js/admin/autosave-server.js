// Talks to the view that keeps what is typed. Its answers are objects; what goes wrong is a word.
// A text is the JSON of the form's pairs of name and value.
const PATIENCE = 10_000;
const SMALL = 20_000; // characters, in the 64 KB of what a browser sends behind a page that is left

export class Server {
  constructor(url, token, largest) {
    Object.assign(this, { url, token, largest });
  }

  // The answer, or "lost" where the server is out of reach, "signedOut", "tooLong".
  async post(text, also = {}) {
    if (text.length > this.largest) return "tooLong";
    const response = await this.fetch(text, also);
    if (response?.status !== 403) return this.read(response);
    // A sign-in in another window has made the token of this page worthless.
    const renewed = await this.read(await this.fetch());
    if (typeof renewed === "string") return renewed;
    this.token.value = renewed.token;
    return this.read(await this.fetch(text, also));
  }

  fetch(text, also) {
    const sent = text === undefined ? { method: "GET" } : { method: "POST", body: this.body(text, also) };
    const keepalive = document.hidden && (text ?? "").length < SMALL;
    const options = { ...sent, keepalive, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) };
    return fetch(this.url, options).catch(() => null);
  }

  async read(response) {
    if (response?.type === "opaqueredirect") return "signedOut";
    if ([400, 413].includes(response?.status)) return "tooLong";
    if (!response?.ok) return "lost";
    return response.json().catch(() => "lost");
  }

  // For a page that is being left: nobody hears the answer.
  farewell(text) {
    const also = { _gone: "1", ...(text && text.length < SMALL ? { _typed: "1" } : {}) };
    navigator.sendBeacon(this.url, this.body(also._typed ? text : "[]", also));
  }

  body(text, also) {
    const data = new FormData();
    for (const [name, value] of JSON.parse(text)) data.append(name, value);
    for (const [name, value] of Object.entries(also)) data.set(name, value);
    data.set("csrfmiddlewaretoken", this.token.value);
    return data;
  }
}
