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

/**
 * A process of its own, so that its memory is that of the work alone:
 * `compare`, `compare-known` and `layer`. Says in JSON how long it took and by
 * how much its memory grew.
 */
import fs from 'node:fs';
import {
  compareImages,
  ImageReader,
  readLayer,
  type LayerCache,
  type LayerContents,
} from '@lambda-compat/image-contents';
import { layoutClient, READ_SIZE } from './LayoutClient';

const IMAGE = { registry: 'layout', repository: 'userland' };

function memoryCache(): LayerCache {
  const layers = new Map<string, LayerContents>();
  return {
    get: async diffId => layers.get(diffId),
    set: async contents => {
      layers.set(contents.diffId, contents);
    },
  };
}

async function compare(
  layout: string,
  digests: string[],
  known: boolean,
): Promise<number> {
  const reader = ImageReader.create({
    client: layoutClient(layout),
    cache: known ? memoryCache() : undefined,
  });
  if (known) {
    await reader.read({ ...IMAGE, digest: digests[0] });
  }
  const start = performance.now();
  // At once, as `lambda-compat diff` does: what both have is read once.
  const [from, to] = await Promise.all(
    digests.map(async digest => reader.read({ ...IMAGE, digest })),
  );
  const { files } = compareImages(from, to);
  const took = performance.now() - start;
  if (files.counts.changed === 0 || files.counts.removed === 0) {
    throw new Error('They are not the same');
  }
  return took;
}

async function layer(file: string, diffId: string): Promise<number> {
  const start = performance.now();
  await readLayer(fs.createReadStream(file, { highWaterMark: READ_SIZE }), {
    mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
    diffId,
  });
  return performance.now() - start;
}

async function run([what, ...args]: string[]): Promise<void> {
  const before = process.memoryUsage().rss;
  const work = () =>
    what === 'layer'
      ? layer(args[0], args[1])
      : compare(args[0], args.slice(1), what === 'compare-known');
  let took = await work();
  const grown = process.resourceUsage().maxRSS * 1024 - before;
  if (what === 'layer') {
    // The second time, as in a process that reads layer after layer.
    took = await work();
  }
  process.stdout.write(JSON.stringify({ took, grown }));
}

run(process.argv.slice(2)).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
