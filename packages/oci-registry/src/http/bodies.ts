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

import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { RegistryError, systemCodeOf } from '../errors';
import { headerOf } from '../headers/answerHeaders';
import type { AnswerHeaders } from '../headers/answerHeaders';
import { networkFailure } from './networkFailure';

/** A body, what was said of it, and for whom it was read. */
export interface BodySource {
  body: Readable;
  headers: AnswerHeaders;
  registry: string;
  /** Origin that sent it. */
  origin: string;
}

/** The encodings of RFC 9110, which some servers use unasked. */
const DECODERS = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

export function contentLengthOf(headers: AnswerHeaders): number | null {
  const text = headerOf(headers, 'content-length') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

export function contentEncodingOf(headers: AnswerHeaders): string | null {
  const text = (headerOf(headers, 'content-encoding') ?? '')
    .trim()
    .toLowerCase();
  return text === '' || text === 'identity' ? null : text;
}

/**
 * The bytes before they were encoded for the way. Destroying the result ends
 * the answer as well.
 */
export function decodedBody(source: BodySource): Readable {
  const encoding = contentEncodingOf(source.headers);
  if (encoding === null) {
    return source.body;
  }
  if (!isDecodable(encoding)) {
    source.body.destroy();
    throw new RegistryError(
      'unexpected-answer',
      source.registry,
      `${source.origin} sent an encoding of the content that was not asked for`,
    );
  }
  // Failures of either end in the iteration over the result.
  return pipeline(source.body, DECODERS[encoding](), () => {});
}

/**
 * All bytes, at most `limit` of them, counted as they come: neither
 * `Content-Length` nor the size before decoding says how many there are.
 *
 * @throws RegistryError `too-large`, or what goes wrong on the way
 */
export async function readBody(
  source: BodySource,
  limit: number,
  what: string,
): Promise<Buffer> {
  if ((contentLengthOf(source.headers) ?? 0) > limit) {
    source.body.destroy();
    throw tooLarge(source, limit, what);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of decodedBody(source)) {
      size += chunk.length;
      if (size > limit) {
        throw tooLarge(source, limit, what);
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw bodyFailure(error, source);
  }
  return Buffer.concat(chunks, size);
}

/** What was wrong with a body: its encoding, or the way. */
export function bodyFailure(error: unknown, source: BodySource): RegistryError {
  return /^(?:Z_|ERR_+BROTLI|ERR_PADDING)/.test(systemCodeOf(error))
    ? new RegistryError(
        'unexpected-answer',
        source.registry,
        `${source.origin} sent a body that is not encoded as it says`,
      )
    : networkFailure(error, source.registry, source.origin);
}

/**
 * The beginning of the body of an error, for the codes in it; empty where it
 * cannot be read, because the status alone says enough.
 */
export async function readErrorBody(
  source: BodySource,
  limit: number,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of decodedBody(source)) {
      chunks.push(chunk.subarray(0, limit - size));
      size += chunk.length;
      if (size >= limit) {
        break;
      }
    }
  } catch {
    // What came before is looked at.
  }
  return Buffer.concat(chunks).toString('utf8');
}

function isDecodable(encoding: string): encoding is keyof typeof DECODERS {
  return Object.hasOwn(DECODERS, encoding);
}

function tooLarge(
  source: BodySource,
  limit: number,
  what: string,
): RegistryError {
  return new RegistryError(
    'too-large',
    source.registry,
    `${what} has more than the ${limit} bytes that are read`,
  );
}
