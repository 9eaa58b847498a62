import { createServer } from 'node:http';
import { issue } from './token.mjs';

const server = createServer((request, response) => {
  const machine = request.headers['x-machine'];
  if (request.method !== 'POST' || !machine) {
    response.writeHead(400).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/jwt' });
  response.end(issue(machine, process.env.SIGNING_KEY, Date.now()));
});

server.listen(Number(process.env.PORT ?? 8080));
