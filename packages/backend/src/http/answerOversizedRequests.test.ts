/*
 * Copyright 2026 The lambda-compat Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { answerOversizedRequests } from './answerOversizedRequests';

describe('answerOversizedRequests', () => {
  let server: Server;

  beforeEach(async () => {
    server = createServer((request, response) => {
      response.end(`seen ${request.url!.length}`);
    });
    answerOversizedRequests(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  });

  /** Everything that the server sends until it closes the connection. */
  async function send(
    parts: Array<string | Buffer>,
    options: { pauseMs?: number } = {},
  ): Promise<{ answer: string; error?: NodeJS.ErrnoException }> {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    let error: NodeJS.ErrnoException | undefined;
    socket.on('data', data => {
      answer += data;
    });
    socket.on('error', thrown => {
      error = thrown;
    });
    const closed = new Promise(done => socket.once('close', done));
    for (const part of parts) {
      if (socket.destroyed) {
        break;
      }
      if (!socket.write(part)) {
        await Promise.race([once(socket, 'drain').catch(() => {}), closed]);
      }
      if (options.pauseMs) {
        await new Promise(done => setTimeout(done, options.pauseMs));
      }
    }
    socket.end();
    await closed;
    return { answer, error };
  }

  const parse = (answer: string) => {
    const [head, body] = answer.split('\r\n\r\n');
    return { lines: head.split('\r\n'), body: JSON.parse(body) };
  };

  it('answers 10 MB of search text with a sentence, after the client has sent it all', async () => {
    const { answer, error } = await send([
      'GET /api/lambda-compat/v1/components?search=',
      Buffer.alloc(10_000_000, 'x'),
      ' HTTP/1.1\r\nHost: portal.test\r\n\r\n',
    ]);

    expect(error).toBeUndefined();
    const { lines, body } = parse(answer);
    expect(lines[0]).toBe('HTTP/1.1 400 Bad Request');
    expect(lines).toContain('Connection: close');
    expect(lines).toContain('Content-Type: application/json; charset=utf-8');
    expect(body).toEqual({
      error: {
        name: 'InputError',
        message:
          'The address and the headers of the request are longer than the 16384 bytes that are read',
      },
      response: { statusCode: 400 },
    });
  });

  it('answers at once, and a client that dribbles on once only', async () => {
    const { answer } = await send(
      [
        `GET /?search=${'x'.repeat(20_000)}`,
        ...Array(5).fill('x'.repeat(1_000)),
        ' HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n',
      ],
      { pauseMs: 20 },
    );
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(parse(answer).body.response.statusCode).toBe(400);
  });

  it('says so of headers that are too long', async () => {
    const { answer } = await send([
      `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(17_000)}\r\n\r\n`,
    ]);
    expect(parse(answer).body.error.name).toBe('InputError');
  });

  it('leaves other requests and other errors to Node', async () => {
    const fine = await send([
      `GET /${'x'.repeat(
        9_999,
      )} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    ]);
    expect(fine.answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*seen 10000/);

    const garbage = await send(['NONSENSE\r\n\r\n']);
    expect(garbage.answer).toBe(
      'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n',
    );
  });
});
