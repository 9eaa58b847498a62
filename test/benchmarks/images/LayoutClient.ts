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

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { ContentsClient } from '@lambda-compat/image-contents';
import {
  parseImageConfig,
  parseManifest,
  type Descriptor,
} from '@lambda-compat/oci-registry';

/** The file of a blob in an OCI image layout. */
export function blobFile(layout: string, digest: string): string {
  return path.join(layout, 'blobs', ...digest.split(':'));
}

/** A disk gives more at once than a network does. */
export const READ_SIZE = 512 * 1024;

/** Checks the digest as it passes, as the client of a registry does. */
async function* verified(
  file: string,
  digest: string,
): AsyncGenerator<Buffer, void> {
  const hash = createHash('sha256');
  const chunks: AsyncIterable<Buffer> = fs.createReadStream(file, {
    highWaterMark: READ_SIZE,
  });
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  if (`sha256:${hash.digest('hex')}` !== digest) {
    throw new Error(`${digest} has other bytes`);
  }
}

/** Reads images from a folder instead of a registry. */
export function layoutClient(layout: string): ContentsClient {
  const bytesOf = (digest: string) => fs.readFileSync(blobFile(layout, digest));
  return {
    async getManifest(image) {
      const digest = 'digest' in image ? image.digest : image.tag;
      return parseManifest(bytesOf(digest), null, digest);
    },
    async getConfig(_, { digest }: Descriptor) {
      return parseImageConfig(bytesOf(digest), digest);
    },
    async openBlob(_, { digest }: Descriptor) {
      return Readable.from(verified(blobFile(layout, digest), digest), {
        objectMode: false,
      });
    },
  };
}
