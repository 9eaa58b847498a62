import { createServer } from 'node:http';
import { parseQuery } from './query.mjs';

const index = process.env.INDEX_URL ?? 'http://localhost:9200/products';
const timeout = 2000; // milliseconds; the shop gives up after three seconds

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/healthz') {
    response.end('ok');
    return;
  }
  try {
    const answer = await fetch(`${index}/_search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parseQuery(url.searchParams)),
      signal: AbortSignal.timeout(timeout),
    });
    response.writeHead(answer.ok ? 200 : 502, {
      'content-type': 'application/json',
    });
    response.end(await answer.text());
  } catch (error) {
    response.writeHead(error instanceof RangeError ? 400 : 504);
    response.end();
  }
});

server.listen(Number(process.env.PORT ?? 8080));
