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
import { Deadline } from '../http/Deadline';
import { verifiedBlob } from '../http/verifiedBlob';
import type { Descriptor } from '../types';
import type { Answer } from './ask';
import { checkedDigest } from './names';
import type { Registry } from './Registry';

/**
 * Slowest blob that is waited for, in bytes per millisecond (32 KiB/s): a
 * server that sends a byte now and then must not hold a turn for ever.
 */
const SLOWEST_BLOB = 32.768;

export interface BlobRequest {
  repository: string;
  digest: string;
  /** Null to be given the body itself. */
  maxBytes: number | null;
}

/** The answer that holds a blob; nothing of it is checked. */
export async function askBlob(
  registry: Registry,
  request: BlobRequest,
  deadline: Deadline,
): Promise<Answer> {
  const { repository } = request;
  const digest = checkedDigest(registry.name, request.digest);
  return registry.ask(
    {
      url: registry.urlOf(`/v2/${repository}/blobs/${digest}`),
      method: 'GET',
      kind: 'blob',
      accept: '*/*',
      what: `the blob ${digest} of ${repository}`,
      maxBytes: request.maxBytes,
      repository,
      authorization: undefined,
    },
    deadline,
  );
}

/**
 * A blob as a stream. Until it begins, it has the time of one call; then as
 * long as the slowest one that is waited for.
 */
export async function openBlob(
  registry: Registry,
  request: { repository: string; blob: Descriptor; totalMs: number },
  signals: ReadonlyArray<AbortSignal | undefined>,
): Promise<Readable> {
  const { repository, blob, totalMs } = request;
  const opening = new Deadline(registry.name, totalMs, signals);
  const reading = new Deadline(
    registry.name,
    totalMs + Math.max(0, blob.size) / SLOWEST_BLOB,
    signals,
  );
  opening.signal.addEventListener(
    'abort',
    () => reading.abort(opening.signal.reason),
    { once: true },
  );
  try {
    const answer = await askBlob(
      registry,
      { repository, digest: blob.digest, maxBytes: null },
      reading,
    );
    return verifiedBlob(answer, blob, () => {
      answer.release();
      reading.dispose();
    });
  } catch (error) {
    reading.dispose();
    throw error;
  } finally {
    opening.dispose();
  }
}
