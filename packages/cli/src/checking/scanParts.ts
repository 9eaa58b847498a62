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

import type { ArtifactFacts } from '@lambda-compat/compatibility';
import type { ArtifactReport, ScanOptions } from '@lambda-compat/elf-symbols';
import { basename } from 'node:path';
import { scanPath } from '../artifacts/scanPath';
import type { CheckedPart } from './parts';

/** Names kept of one version: no real file needs as many of one. */
const maxSymbols = 4096;

/** A layer that is named by its ARN lies in AWS and not in a file. */
const layerArn = /^arn:aws[\w-]*:lambda:/;

export interface ScannedParts {
  parts: CheckedPart[];
  unread: { name: string; reason: string }[];
}

/**
 * Scans a function and its layers.
 *
 * @throws InfrastructureError when one of them cannot be read
 */
export async function scanParts(
  path: string,
  layers: readonly string[],
  { cwd, image }: { cwd: string; image: boolean },
): Promise<ScannedParts> {
  const report = await scanWithSymbols(path, cwd, { fileSystem: image });
  // A single file or a zip is no image, but what is laid on one.
  const whole = report.format !== 'file' && report.format !== 'zip';
  const mount = image && whole ? 'image' : 'function';
  const parts: CheckedPart[] = [{ name: 'function', mount, path, report }];
  const unread: ScannedParts['unread'] = [];
  for (const layer of layers) {
    if (layerArn.test(layer)) {
      unread.push({
        name: layer,
        reason: 'it is named by its ARN; give the path of its zip or folder',
      });
      continue;
    }
    parts.push({
      name: layerName(layer, parts),
      mount: 'layer',
      path: layer,
      report: await scanWithSymbols(layer, cwd, {}),
    });
  }
  return { parts, unread };
}

/**
 * The facts of the parts, for a judgement. A function without any entry, as a
 * build leaves it that made nothing, is no evidence of anything.
 */
export function factsOf(parts: readonly CheckedPart[]): ArtifactFacts[] {
  return parts
    .filter(({ mount, report }) => mount === 'layer' || report.entries > 0)
    .map(({ name, mount, report }) => ({ name, mount, report }));
}

/** With the symbols that bring each version, where there is room for them. */
async function scanWithSymbols(
  path: string,
  cwd: string,
  options: ScanOptions,
): Promise<ArtifactReport> {
  const report = await scanPath(path, cwd, {
    ...options,
    symbolsOf: () => true,
    maxSymbols,
  });
  // Without their symbols, the reports of some ten thousand files fit.
  return report.skipped.some(
    entry => entry.path === '' && entry.reason === 'limit',
  )
    ? scanPath(path, cwd, options)
    : report;
}

/** The name of its file; the second of two such is told apart. */
function layerName(path: string, parts: readonly CheckedPart[]): string {
  const name = basename(path) || path;
  const taken = parts.filter(part => part.path === path).length;
  const same = parts.some(part => part.name === name);
  if (!same) {
    return name;
  }
  return taken > 0 ? `${path} (${parts.length})` : path;
}
