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

import { InputError } from '@backstage/errors';
import type { Request } from 'express';

/** An answer that none of the classes of `@backstage/errors` stands for. */
export class HttpError extends Error {
  readonly statusCode: number;

  constructor(name: string, statusCode: number, message: string) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
  }
}

/** Which bodies are read. */
export interface BodyLimits {
  maxBytes: number;
  /** Types without parameters, the first being the one that is recommended. */
  types: readonly string[];
  /** What the body holds, for messages: "Reports". */
  content: string;
  /** Why nothing larger is taken. */
  tooLarge: string;
}

/**
 * Reads no more than may come. The answer does not wait for the rest, as that
 * of the usual parsers does, who could be kept waiting; the server throws it
 * away.
 *
 * @throws `HttpError` and `InputError` for what is not read
 */
export async function readBody(
  request: Request,
  limits: BodyLimits,
): Promise<Buffer> {
  checkHeaders(request, limits);
  return new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (error: Error) => {
      request.off('data', receive);
      reject(error);
    };
    function receive(chunk: Buffer) {
      length += chunk.length;
      if (length > limits.maxBytes) {
        stop(tooLarge(limits));
      } else {
        chunks.push(chunk);
      }
    }
    request.on('data', receive);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', stop);
    request.once('aborted', () =>
      stop(new InputError('The connection ended before the body did')),
    );
  });
}

function checkHeaders(request: Request, limits: BodyLimits): void {
  const { content, types } = limits;
  const header = request.get('Content-Type') ?? '';
  // As the standard has it, and not `is()`, which knows no body without length.
  const type = header.split(';', 1)[0].trim().toLowerCase();
  if (!types.includes(type)) {
    throw new HttpError(
      'UnsupportedMediaTypeError',
      415,
      header
        ? `${content} are sent as ${types[0]}, not as '${header.slice(0, 100)}'`
        : `${content} are sent as ${types[0]}; the header Content-Type is missing`,
    );
  }
  const encoding = request.get('Content-Encoding') ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') {
    throw new HttpError(
      'UnsupportedMediaTypeError',
      415,
      `${content} are sent as they are, not in the encoding '${encoding.slice(
        0,
        100,
      )}'`,
    );
  }
  const length = Number(request.get('Content-Length') ?? 0);
  if (length > limits.maxBytes) {
    throw tooLarge(limits);
  }
}

function tooLarge(limits: BodyLimits): HttpError {
  return new HttpError('PayloadTooLargeError', 413, limits.tooLarge);
}
