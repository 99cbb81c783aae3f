// Talks to the view that keeps what is typed. Its answers are objects; what goes wrong is a word.
const PATIENCE = 10_000;

export class Server {
  constructor(url, token) {
    Object.assign(this, { url, token });
  }

  // The answer, or "lost" where the server is out of reach or refuses, or "signedOut".
  async post(text, also = {}) {
    const response = await this.fetch(this.body(text, also));
    if (response?.status !== 403) return this.read(response);
    // A sign-in in another window has made the token of this page worthless.
    const renewed = await this.read(await this.fetch());
    if (typeof renewed === "string") return renewed;
    this.token.value = renewed.token;
    return this.read(await this.fetch(this.body(text, also)));
  }

  fetch(body) {
    const method = body ? "POST" : "GET";
    const options = { method, body, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) };
    return fetch(this.url, options).catch(() => null);
  }

  async read(response) {
    if (response?.type === "opaqueredirect") return "signedOut";
    if (!response?.ok) return "lost";
    return response.json().catch(() => "lost");
  }

  // For a page that is being left: nobody hears the answer.
  farewell(text) {
    const bytes = new Blob([text]).size;
    const also = { _gone: "1", ...(text && bytes < 50_000 ? { _typed: "1" } : {}) };
    navigator.sendBeacon(this.url, this.body(also._typed ? text : "", also));
  }

  body(text, also) {
    const data = new URLSearchParams(text);
    for (const [name, value] of Object.entries(also)) data.set(name, value);
    data.set("csrfmiddlewaretoken", this.token.value);
    return data;
  }
}
