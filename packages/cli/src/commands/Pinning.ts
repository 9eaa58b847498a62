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

import {
  findImageReferences,
  ImageReference,
} from '@lambda-compat/image-references';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { exitCodes } from '../exitCodes';
import { BuildFile } from '../files/BuildFile';
import { encodePatch, encodeText } from '../files/encodeText';
import { readPaths } from '../files/readPaths';
import { systemErrorSentence } from '../files/systemErrors';
import { formatPatch } from '../output/patch';
import { formatPinReport, pinDocument, PinReport } from '../output/pinReport';
import { GivenDigest, GivenDigests } from '../pinning/GivenDigests';
import { PinPlan, planPins } from '../pinning/planPins';
import { replaceFile } from '../pinning/replaceFile';
import { printable } from '../terminal/printable';
import { BuildOptionValues, findOptionsOf } from './buildOptions';
import { CommandContext } from './CommandContext';
import { fileErrorOf, noteNothingFound, sayUnread } from './unread';
import { UsageError } from './UsageError';

export interface PinOptions extends BuildOptionValues {
  digest: GivenDigests;
  write?: boolean;
  format: 'text' | 'json';
}

/** One file that changes. */
interface PlannedFile {
  file: BuildFile;
  plan: PinPlan;
}

/** One run of `pin`: plan everything, then write, then say what was done. */
export class Pinning {
  readonly #options: PinOptions;
  readonly #context: CommandContext;
  readonly #report: PinReport = { pinned: [], left: [], errors: [] };
  readonly #unused: Set<GivenDigest>;
  readonly #names = new Set<string>();
  #unread = false;

  constructor(options: PinOptions, context: CommandContext) {
    this.#options = options;
    this.#context = context;
    this.#unused = new Set(options.digest.all());
  }

  async run(paths: readonly string[]): Promise<void> {
    this.#checkStandardInput(paths);
    // Everything is planned before anything is written, so that a mistake in
    // the command line leaves all files as they are.
    const planned = await this.#planAll(paths);
    this.#checkUnusedDigests();
    if (this.#options.write) {
      for (const { file, plan } of planned) {
        await this.#write(file, plan);
      }
    }
    this.#print(planned);
    this.#context.finish(this.#exitCode());
  }

  #checkStandardInput(paths: readonly string[]): void {
    if (!paths.includes('-')) {
      return;
    }
    if (this.#options.write) {
      throw new UsageError('--write needs files; standard input is none.');
    }
    if (this.#options.fileName === undefined) {
      throw new UsageError(
        'A patch has to name a file: say with --file-name what standard input is.',
      );
    }
  }

  async #planAll(paths: readonly string[]): Promise<PlannedFile[]> {
    const { io } = this.#context;
    const findOptions = findOptionsOf(this.#options);
    const planned: PlannedFile[] = [];
    const outcomes = readPaths(paths, {
      cwd: io.cwd,
      stdin: io.stdin,
      stdinName: this.#options.fileName,
    });
    for await (const outcome of outcomes) {
      if (outcome.type === 'nothing-found') {
        noteNothingFound(outcome.folder, this.#context);
        continue;
      }
      if (outcome.type === 'unread') {
        const { unread } = outcome;
        this.#unread ||= !unread.skipped;
        this.#report.errors.push(fileErrorOf(unread));
        if (this.#options.format === 'text') {
          sayUnread(unread, this.#context);
        }
        continue;
      }
      const { file } = outcome;
      const source = { path: this.#patchPath(file), content: file.content };
      const { references, errors } = findImageReferences([source], findOptions);
      for (const { line, message } of errors) {
        this.#refusedByBuilder(file, line, message);
      }
      const plan = planPins(source, references, this.#options.digest);
      this.#take(file, plan, references);
      if (plan.change) {
        planned.push({ file, plan });
      }
    }
    return planned;
  }

  /** The path in the patch, which `git apply` takes from the current folder. */
  #patchPath(file: BuildFile): string {
    const { cwd } = this.#context.io;
    const location = file.location ?? resolve(cwd, file.path);
    const path = relative(cwd, location);
    const outside =
      isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`);
    if (!outside) {
      return path.replaceAll(sep, '/');
    }
    if (this.#options.write && this.#options.format === 'text') {
      return location.replaceAll(sep, '/');
    }
    throw new UsageError(
      `${printable(
        file.path,
      )} is outside of the current folder, and a patch names only what is below it. Change to a folder above it, or use --write.`,
    );
  }

  #refusedByBuilder(file: BuildFile, line: number, message: string): void {
    this.#report.errors.push({ file: file.path, line, message });
    if (this.#options.format === 'text') {
      const { path } = file;
      sayUnread({ path, line, message, skipped: false }, this.#context);
    }
  }

  #take(
    { path }: BuildFile,
    plan: PinPlan,
    references: readonly ImageReference[],
  ): void {
    for (const pinned of plan.pinned) {
      this.#report.pinned.push({ ...pinned, file: path });
    }
    for (const left of plan.left) {
      this.#report.left.push({ ...left, file: path });
    }
    for (const given of plan.used) {
      this.#unused.delete(given);
    }
    for (const { kind, resolved } of references) {
      if (kind === 'image') {
        this.#names.add(resolved);
      }
    }
  }

  #checkUnusedDigests(): void {
    // With a file missing, the digest may well have belonged to it.
    if (this.#unused.size === 0 || this.#unread) {
      return;
    }
    const typed = [...this.#unused].map(given => given.typed).join(', ');
    const known = [...this.#names].slice(0, 8).map(printable).join(', ');
    throw new UsageError(
      known === ''
        ? `--digest ${typed}: there is no image reference in these files.`
        : `--digest ${typed}: no reference in these files is this one. They have: ${known}${
            this.#names.size > 8 ? ', …' : ''
          }`,
    );
  }

  async #write(
    { path, location, content, encoding }: BuildFile,
    plan: PinPlan,
  ) {
    if (location === null || !plan.change) {
      return;
    }
    try {
      await replaceFile(
        location,
        encodeText(content, encoding),
        encodeText(plan.change.content, encoding),
      );
    } catch (error) {
      const message = systemErrorSentence(error);
      this.#unread = true;
      this.#report.errors.push({ file: path, line: 1, message });
      const report = this.#report;
      report.pinned = report.pinned.filter(pinned => pinned.file !== path);
      for (const { reference } of plan.pinned) {
        report.left.push({
          file: path,
          reference,
          reason: 'not-written',
          message,
          refused: true,
        });
      }
    }
  }

  #print(planned: readonly PlannedFile[]): void {
    const { io, stdoutStyle, stderrStyle } = this.#context;
    const { format, write = false } = this.#options;
    if (format === 'json') {
      for (const { file } of planned) {
        if (file.encoding !== 'utf8') {
          const message =
            'This file is not UTF-8, and its part of "patch" cannot be applied: JSON has no other bytes. Use the text output or --write.';
          this.#report.errors.push({ file: file.path, line: 1, message });
        }
      }
      const patch = planned
        .map(({ plan }) => plan.change?.patch ?? '')
        .join('');
      io.stdout.write(pinDocument(this.#report, patch));
      return;
    }
    if (!write) {
      for (const { file, plan } of planned) {
        const patch = plan.change?.patch ?? '';
        io.stdout.write(
          io.stdout.isTTY
            ? formatPatch(patch, stdoutStyle.colors)
            : encodePatch(patch, file.encoding),
        );
      }
      if (io.stdout.isTTY && planned.length > 0) {
        io.stdout.write('\n');
      }
    }
    io.stderr.write(formatPinReport(this.#report, write, stderrStyle));
  }

  #exitCode() {
    if (this.#unread) {
      return exitCodes.infrastructure;
    }
    return this.#report.left.some(({ refused }) => refused)
      ? exitCodes.refused
      : exitCodes.ok;
  }
}
