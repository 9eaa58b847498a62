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
  SourceFile,
} from '@lambda-compat/image-references';
import { exitCodes } from '../exitCodes';
import { BuildFile } from '../files/BuildFile';
import { encodePatch, encodeText } from '../files/encodeText';
import { readPaths } from '../files/readPaths';
import { systemErrorSentence } from '../files/systemErrors';
import { formatPatch } from '../output/patch';
import { formatPinReport, pinDocument, PinReport } from '../output/pinReport';
import { GivenDigest, GivenDigests } from '../pinning/GivenDigests';
import { PinPlan, planPins, tagsToAsk } from '../pinning/planPins';
import { replaceFile } from '../pinning/replaceFile';
import { TagAnswers } from '../pinning/TagAnswers';
import { printable } from '../terminal/printable';
import { BuildOptionValues, findOptionsOf } from './buildOptions';
import { CommandContext } from './CommandContext';
import { sayNote } from './messages';
import { checkStandardInput, patchPath } from './patchPath';
import { openRegistries, RegistryOptionValues } from './registryOptions';
import { fileErrorOf, noteNothingFound, sayUnread } from './unread';
import { UsageError } from './UsageError';

export interface PinOptions extends BuildOptionValues, RegistryOptionValues {
  digest?: GivenDigests;
  online?: boolean;
  offline?: boolean;
  write?: boolean;
  format: 'text' | 'json';
}

/** One file, and what it names. */
interface ReadFile {
  file: BuildFile;
  source: SourceFile;
  references: readonly ImageReference[];
}

/** One file that changes. */
interface PlannedFile {
  file: BuildFile;
  plan: PinPlan;
}

/**
 * One run of `pin`: read everything, ask for what is not known, plan, then
 * write, then say what was done.
 */
export class Pinning {
  readonly #options: PinOptions;
  readonly #context: CommandContext;
  readonly #report: PinReport = { pinned: [], left: [], errors: [] };
  readonly #given: GivenDigests;
  readonly #unused: Set<GivenDigest>;
  readonly #names = new Set<string>();
  #unread = false;

  constructor(options: PinOptions, context: CommandContext) {
    this.#options = options;
    this.#context = context;
    this.#given = options.digest ?? GivenDigests.none();
    this.#unused = new Set(this.#given.all());
  }

  async run(paths: readonly string[]): Promise<void> {
    checkStandardInput(paths, this.#options);
    // Everything is planned before anything is written, so that a mistake in
    // the command line leaves all files as they are.
    const read = await this.#readAll(paths);
    this.#checkUnusedDigests();
    const planned = this.#planAll(read, await this.#ask(read));
    if (this.#options.write) {
      for (const { file, plan } of planned) {
        await this.#write(file, plan);
      }
    }
    this.#print(planned);
    this.#context.finish(this.#exitCode());
  }

  async #readAll(paths: readonly string[]): Promise<ReadFile[]> {
    const { io } = this.#context;
    const findOptions = findOptionsOf(this.#options);
    const { write = false, format } = this.#options;
    const isPatchPrinted = !write || format === 'json';
    const read: ReadFile[] = [];
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
      const path = patchPath(file, io.cwd, !isPatchPrinted);
      const source = { path, content: file.content };
      const { references, errors } = findImageReferences([source], findOptions);
      for (const { line, message } of errors) {
        this.#refusedByBuilder(file, line, message);
      }
      this.#note(references);
      read.push({ file, source, references });
    }
    return read;
  }

  /** Null where no registry is to be asked. */
  async #ask(read: readonly ReadFile[]): Promise<TagAnswers | null> {
    const { digest, online, offline } = this.#options;
    if (offline || (digest && !online)) {
      return null;
    }
    const tags = read.flatMap(({ source, references }) =>
      tagsToAsk(source, references, this.#given),
    );
    const session = openRegistries(this.#options, this.#context);
    try {
      const answers = await TagAnswers.ask(session, tags);
      answers.warnings.forEach(warning => sayNote(warning, this.#context));
      return answers;
    } finally {
      await session.close();
    }
  }

  #planAll(
    read: readonly ReadFile[],
    answers: TagAnswers | null,
  ): PlannedFile[] {
    const sources = { given: this.#given, answers };
    const planned: PlannedFile[] = [];
    for (const { file, source, references } of read) {
      const plan = planPins(source, references, sources);
      this.#take(file, plan);
      if (plan.change) {
        planned.push({ file, plan });
      }
    }
    return planned;
  }

  #refusedByBuilder(file: BuildFile, line: number, message: string): void {
    this.#report.errors.push({ file: file.path, line, message });
    if (this.#options.format === 'text') {
      const { path } = file;
      sayUnread({ path, line, message, skipped: false }, this.#context);
    }
  }

  /** What the references are, and which given digests belong to them. */
  #note(references: readonly ImageReference[]): void {
    for (const { kind, resolved, normalized } of references) {
      if (kind === 'image') {
        this.#names.add(resolved);
      }
      const given = normalized && this.#given.for(normalized);
      if (given) {
        this.#unused.delete(given);
      }
    }
  }

  #take({ path }: BuildFile, plan: PinPlan): void {
    for (const pinned of plan.pinned) {
      this.#report.pinned.push({ ...pinned, file: path });
    }
    for (const left of plan.left) {
      this.#report.left.push({ ...left, file: path });
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
    const notAsked = this.#report.left.some(
      ({ reason }) => reason === 'not-asked',
    );
    if (this.#unread || notAsked) {
      return exitCodes.infrastructure;
    }
    return this.#report.left.some(({ refused }) => refused)
      ? exitCodes.refused
      : exitCodes.ok;
  }
}
