import { createServer } from 'node:http';

const products = [{ id: 1, name: 'Green tea', cents: 590 }];

createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(products));
}).listen(8080);
