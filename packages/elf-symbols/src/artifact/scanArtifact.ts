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

import { ElfError } from '../errors';
import type { ReadElfOptions } from '../elf/layout';
import { readElf } from '../elf/readElf';
import type { ElfReport } from '../elf/types';
import type { RandomAccessSource } from '../source/RandomAccessSource';
import { readNeededSymbols } from '../symbols/readSymbols';
import { LinkResolver } from './links';
import { ReportBudget } from './ReportBudget';
import {
  type ArtifactLink,
  type ArtifactReport,
  type ArtifactScript,
  DEFAULT_ARTIFACT_LIMITS,
  type ScannedFile,
  type SkippedEntry,
  type VersionSymbols,
  type WalkedElf,
  type WalkEnd,
} from './types';
import { walkArtifact } from './walkArtifact';
import type { WalkOptions } from './WalkContext';

/**
 * How an artifact is scanned.
 *
 * @public
 */
export interface ScanOptions extends WalkOptions {
  /** How each ELF file is read. */
  elf?: ReadElfOptions;
  /**
   * For which versions the symbols that bring them are read; none unless
   * given. It costs a read of the symbol table of each file with such a need.
   */
  symbolsOf?: (library: string, version: string) => boolean;
  /** Names kept for each version; 32 unless given. */
  maxSymbols?: number;
  /**
   * The artifact is a whole file system, as that of a container image: targets
   * of links that begin with `/` start at its root. Otherwise they lead out.
   */
  fileSystem?: boolean;
}

const DEFAULT_MAX_SYMBOLS = 32;

/**
 * Scans an artifact: a single ELF file, a folder, or a zip, tar, tar.gz or
 * tar.zst file, with the jars, wheels and zip files in it. The result depends
 * only on its content.
 *
 * @param input - a path, or a source, which the caller closes
 * @throws ArtifactError when the artifact is none of these or has no list of
 *   entries; the reason of the signal when that was aborted
 * @public
 */
export async function scanArtifact(
  input: string | RandomAccessSource,
  options: ScanOptions = {},
): Promise<ArtifactReport> {
  const files = new Map<string, ScannedFile>();
  const links = new Map<string, Omit<ArtifactLink, 'resolved'>>();
  const scripts = new Map<string, ArtifactScript>();
  const skippedEntries: SkippedEntry[] = [];
  const others: string[] = [];
  let end: WalkEnd | undefined;
  const budget = new ReportBudget(
    options.limits?.reportBytes ?? DEFAULT_ARTIFACT_LIMITS.reportBytes,
  );

  for await (const entry of walkArtifact(input, options)) {
    if (entry.kind === 'elf' || entry.kind === 'link') {
      // A later entry of the same name replaces it, of whatever kind it was.
      files.delete(entry.path);
      links.delete(entry.path);
      scripts.delete(entry.path);
    }
    switch (entry.kind) {
      case 'elf':
        files.set(entry.path, budget.take(scanFile(entry, options)));
        break;
      case 'link':
        links.set(entry.path, {
          path: entry.path,
          kind: entry.link,
          target: entry.target,
        });
        break;
      case 'script':
        links.delete(entry.path);
        scripts.set(entry.path, {
          path: entry.path,
          mode: entry.mode,
          text: entry.text,
        });
        break;
      case 'skipped':
        if (entry.skipped.reason === 'duplicate') {
          files.delete(entry.skipped.path);
        }
        skippedEntries.push(entry.skipped);
        break;
      case 'end':
        end = entry;
        break;
      default:
        links.delete(entry.path);
        scripts.delete(entry.path);
        others.push(entry.path);
    }
  }
  if (!end) {
    throw new Error('a walk ended without its last step');
  }
  const resolver = new LinkResolver(
    [...links.values()],
    [...files.keys(), ...others, ...scripts.keys()],
    options.fileSystem ?? false,
  );
  const resolvedLinks: ArtifactLink[] = [];
  for (const raw of links.values()) {
    const { link, problem } = resolver.resolve(raw);
    resolvedLinks.push(link);
    if (problem) {
      skippedEntries.push({
        path: link.path,
        reason: 'link',
        message: problem,
        hidesFiles: false,
      });
    }
  }
  if (budget.exceeded) {
    skippedEntries.push({
      path: '',
      reason: 'limit',
      message: budget.message,
      hidesFiles: true,
    });
  }
  return {
    name: options.name ?? (typeof input === 'string' ? input : input.name),
    format: end.format,
    sha256: end.sha256,
    size: end.size,
    entries: end.entries,
    files: [...files.values()].sort(byPath),
    links: resolvedLinks.sort(byPath),
    scripts: [...scripts.values()].sort(byPath),
    skipped: skippedEntries.sort(byPath),
    complete: !skippedEntries.some(({ hidesFiles }) => hidesFiles),
  };
}

function scanFile(entry: WalkedElf, options: ScanOptions): ScannedFile {
  const { path, mode, sha256, source } = entry;
  const file = { path, mode, size: source.size, sha256 };
  try {
    const report = readElf(source, options.elf);
    const versionSymbols = options.symbolsOf
      ? symbolsByVersion(source, report, options.symbolsOf, options)
      : undefined;
    return {
      ...file,
      report,
      error: null,
      ...(versionSymbols && { versionSymbols }),
    };
  } catch (error) {
    if (error instanceof ElfError) {
      const { message, offset } = error;
      return { ...file, report: null, error: { message, offset } };
    }
    throw error;
  }
}

function symbolsByVersion(
  source: RandomAccessSource,
  report: ElfReport,
  wanted: (library: string, version: string) => boolean,
  options: ScanOptions,
): VersionSymbols[] {
  const groups = new Map<string, VersionSymbols>();
  for (const { library, versions } of report.versionNeeds) {
    for (const { name } of versions) {
      if (wanted(library, name)) {
        groups.set(`${library} ${name}`, {
          library,
          version: name,
          symbols: [],
          count: 0,
        });
      }
    }
  }
  if (groups.size === 0) {
    return [];
  }
  const { symbols } = readNeededSymbols(source, report, options.elf);
  for (const { name, library, version } of symbols) {
    const group = groups.get(`${library} ${version}`);
    if (group) {
      group.count += 1;
      if (group.symbols.length < (options.maxSymbols ?? DEFAULT_MAX_SYMBOLS)) {
        group.symbols.push(name);
      }
    }
  }
  return [...groups.values()];
}

/** By UTF-16 code units, whatever the language of the system. */
function byPath(a: { path: string }, b: { path: string }): number {
  if (a.path === b.path) {
    return 0;
  }
  return a.path < b.path ? -1 : 1;
}
