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
import { ContentsBudget } from '../ContentsBudget';
import { ContentsError, isContentsError } from '../errors';
import type { ContentsLimits, LayerContents } from '../types';
import { LayerCollector } from './LayerCollector';
import { LayerSource } from './LayerSource';
import { layerKindOf } from './mediaTypes';
import { TarParser } from './tar/TarParser';
import { unpackLayer } from './unpackLayer';

/**
 * What {@link readLayer} has to know of a layer.
 *
 * @public
 */
export interface ReadLayerOptions {
  /** Of its descriptor. Compression is told by the bytes, not by this. */
  mediaType: string;
  /** `sha256:…` or `sha512:…` of the unpacked bytes (OCI image-spec, config). */
  diffId: string;
  /** Others than {@link DEFAULT_CONTENTS_LIMITS}. */
  limits?: Partial<ContentsLimits>;
  signal?: AbortSignal;
}

/**
 * Reads a layer in one pass, as its bytes come: entries with the sha256 of
 * every file, the files that are kept, and what its shared objects provide. The
 * unpacked bytes are checked against the diff_id.
 *
 * @param chunks - its bytes as a registry sends them: a tar file as it is,
 *   gzip or zstd. A stream of Node.js is destroyed where it is not read to its
 *   end.
 * @throws ContentsError; what `chunks` fails with; the reason of the signal
 * @public
 */
export async function readLayer(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadLayerOptions,
): Promise<LayerContents> {
  return readLayerWithin(chunks, options, new ContentsBudget(options.limits));
}

/** @internal */
export async function readLayerWithin(
  chunks: AsyncIterable<Uint8Array>,
  options: Pick<ReadLayerOptions, 'mediaType' | 'diffId' | 'signal'>,
  budget: ContentsBudget,
): Promise<LayerContents> {
  const { mediaType, diffId, signal } = options;
  const source = new LayerSource(chunks, {
    maxBytes: budget.limits.compressedBytes,
    maxMs: budget.limits.layerMs,
    signal,
  });
  try {
    if (layerKindOf(mediaType) !== 'layer') {
      throw new ContentsError(
        'unsupported',
        `the type ${JSON.stringify(
          mediaType.slice(0, 200),
        )} is none of a layer that can be read`,
      );
    }
    const contents = await readFrom(source, diffId, budget);
    budget.takeKept(contents);
    return contents;
  } catch (error) {
    throw isContentsError(error)
      ? new ContentsError(
          error.code,
          `The layer ${diffId.slice(0, 200)} cannot be read: ${error.message}`,
          { cause: error.cause },
        )
      : error;
  } finally {
    source.close();
  }
}

async function readFrom(
  source: LayerSource,
  diffId: string,
  budget: ContentsBudget,
): Promise<LayerContents> {
  const hash = createHash(algorithmOf(diffId));
  const collector = new LayerCollector(budget);
  const parser = new TarParser(collector);
  let unpacked = 0;
  const room = () => budget.roomOf(source.size, unpacked);
  for await (const chunk of unpackLayer(source, room)) {
    try {
      source.check();
      unpacked += chunk.length;
      budget.takeUnpacked(chunk.length);
      budget.checkRatio(source.size, unpacked);
      hash.update(chunk);
      parser.write(chunk);
    } catch (error) {
      // Whoever waits for more bytes would keep the loop from ending.
      source.close();
      throw error;
    }
  }
  const actual = `${algorithmOf(diffId)}:${hash.digest('hex')}`;
  if (actual !== diffId) {
    throw new ContentsError(
      'damaged',
      `unpacked it is ${actual}, which the configuration of the image does not say`,
    );
  }
  parser.finish();
  return collector.contents(diffId, unpacked);
}

function algorithmOf(diffId: string): 'sha256' | 'sha512' {
  if (/^sha256:[0-9a-f]{64}$/.test(diffId)) {
    return 'sha256';
  }
  if (/^sha512:[0-9a-f]{128}$/.test(diffId)) {
    return 'sha512';
  }
  throw new ContentsError(
    'damaged',
    'its diff_id is no digest of sha256 or sha512',
  );
}
