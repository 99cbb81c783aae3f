// `fetch` that comes again where the server is busy, as it is told to; at last it gives that answer.
const ATTEMPTS = 6;

export async function patientFetch(url, options) {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, options);
    if (response.status !== 503 || attempt === ATTEMPTS) return response;
    const seconds = Number(response.headers.get("Retry-After")) || 2;
    const spread = 0.75 + Math.random() / 2;
    await new Promise((resolve) => setTimeout(resolve, seconds * attempt * spread * 1000));
  }
}
