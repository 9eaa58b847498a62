const endpoint = process.env.PUSH_ENDPOINT;
const timeout = 5000; // milliseconds

export async function handler(event) {
  const failed = [];
  for (const { subscriber, product } of event.notices) {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: subscriber, text: `${product} is back` }),
      signal: AbortSignal.timeout(timeout),
    });
    if (!response.ok) {
      failed.push(subscriber);
    }
  }
  return { failed };
}
