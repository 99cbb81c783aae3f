// `fetch` that comes again where the server is busy, as it is told to; at last it gives that answer.
const ATTEMPTS = 6;

// Milliseconds to wait after this many attempts; null where the answer stands.
export function pauseAfter(attempt, status, retryAfter) {
  if (status !== 503 || attempt === ATTEMPTS) return null;
  const spread = 0.75 + Math.random() / 2;
  return (Number(retryAfter) || 2) * attempt * spread * 1000;
}

export async function patientFetch(url, options) {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, options);
    const pause = pauseAfter(attempt, response.status, response.headers.get("Retry-After"));
    if (pause === null) return response;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
