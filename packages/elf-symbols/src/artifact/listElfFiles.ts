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

import { ElfView } from '../elf/ElfView';
import { readHeader } from '../elf/header';
import { machineName } from '../elf/machines';
import { ElfError } from '../errors';
import type { RandomAccessSource } from '../source/RandomAccessSource';
import type { ArtifactFormat, SkippedEntry, WalkedElf } from './types';
import { walkInput } from './walkArtifact';
import { WalkContext, type WalkOptions } from './WalkContext';

/**
 * An ELF file of an artifact by the first bytes of its header.
 *
 * @public
 */
export interface ListedElf {
  path: string;
  /** Permission bits, or null where the archive does not say. */
  mode: number | null;
  /** Size in bytes. */
  size: number;
  /** As in `ElfReport`; null where the header is damaged. */
  machine: string | null;
}

/**
 * The ELF files of an artifact. Plain data, as JSON; lists are sorted by path.
 *
 * @public
 */
export interface ElfListing {
  format: ArtifactFormat;
  files: ListedElf[];
  skipped: SkippedEntry[];
  /** Whether no ELF file can be missing from `files`. */
  complete: boolean;
}

/** As much of a file as its ELF header has. */
const HEAD_SIZE = 64;

/**
 * Lists the ELF files of an artifact, as `scanArtifact` finds them, without
 * reading them: of a zip file it unpacks only the first bytes of each entry,
 * which takes a twentieth of the time. It tells whether there is native code
 * at all, and for which machine.
 *
 * @param input - a path, or a source, which the caller closes
 * @throws ArtifactError as `scanArtifact`
 * @public
 */
export async function listElfFiles(
  input: string | RandomAccessSource,
  options: WalkOptions = {},
): Promise<ElfListing> {
  const files = new Map<string, ListedElf>();
  const skipped: SkippedEntry[] = [];
  let format: ArtifactFormat = 'file';
  const context = new WalkContext(options, true);
  for await (const entry of walkInput(input, options, context)) {
    switch (entry.kind) {
      case 'elf':
        files.set(entry.path, listFile(entry));
        break;
      case 'skipped':
        skipped.push(entry.skipped);
        break;
      case 'end':
        format = entry.format;
        break;
      default:
        // A later entry of the same name replaces it.
        files.delete(entry.path);
    }
  }
  return {
    format,
    files: [...files.values()].sort(byPath),
    skipped: skipped.sort(byPath),
    complete: !skipped.some(({ hidesFiles }) => hidesFiles),
  };
}

function listFile({ path, mode, source }: WalkedElf): ListedElf {
  return { path, mode, size: source.size, machine: machineOf(source) };
}

function machineOf(source: RandomAccessSource): string | null {
  const head = Math.min(HEAD_SIZE, source.size);
  try {
    const view = new ElfView({
      name: source.name,
      size: head,
      read: (offset, length) => source.read(offset, length),
    });
    const header = readHeader(view);
    return machineName(header.machine, header.class, view.littleEndian);
  } catch (error) {
    if (error instanceof ElfError) {
      return null;
    }
    throw error;
  }
}

/** By UTF-16 code units, whatever the language of the system. */
function byPath(a: { path: string }, b: { path: string }): number {
  if (a.path === b.path) {
    return 0;
  }
  return a.path < b.path ? -1 : 1;
}
