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

import type { CheckOutcome } from '../checking/CheckOutcome';
import { writeDocument } from '../files/writeDocument';
import { checkDocument } from '../output/check/checkDocument';
import { formatCheck } from '../output/check/checkText';
import { pathFrom } from '../output/check/findingPlaces';
import {
  annotation,
  githubAnnotations,
} from '../output/check/githubAnnotations';
import { githubSummary } from '../output/check/githubSummary';
import { failedJunitDocument, junitDocument } from '../output/check/junit';
import { failedSarifDocument, sarifDocument } from '../output/check/sarif';
import { verdictLabel } from '../output/check/verdictLooks';
import { cutMiddle } from '../terminal/printable';
import type { Style } from '../terminal/Style';
import type { CommandContext } from './CommandContext';

export type CheckFormat = 'text' | 'json' | 'sarif' | 'junit' | 'github';

/** Prints what `check` found in the form that was asked for. */
export class CheckPrinter {
  readonly #format: CheckFormat;
  readonly #output: string | undefined;
  readonly #context: CommandContext;

  constructor(
    { format, output }: { format: CheckFormat; output?: string },
    context: CommandContext,
  ) {
    this.#format = format;
    this.#output = output;
    this.#context = context;
  }

  async print(outcome: CheckOutcome): Promise<void> {
    const { cwd } = this.#context.io;
    switch (this.#format) {
      case 'json':
        return this.#document(checkDocument(outcome), outcome);
      case 'sarif':
        return this.#document(sarifDocument(outcome, cwd), outcome);
      case 'junit':
        return this.#document(junitDocument(outcome), outcome);
      case 'github':
        await this.#summary(githubSummary(outcome));
        this.#context.io.stdout.write(githubAnnotations(outcome, cwd));
        return undefined;
      default:
        return this.#document(formatCheck(outcome, this.#textStyle()), outcome);
    }
  }

  /** Says in the forms that can say so that nothing was judged. */
  async failed(path: string, message: string): Promise<void> {
    const { io } = this.#context;
    switch (this.#format) {
      case 'sarif':
        return this.#document(failedSarifDocument(message));
      case 'junit':
        return this.#document(failedJunitDocument(path, message));
      case 'github':
        io.stdout.write(
          `${annotation('error', {
            file: pathFrom(io.cwd, path),
            title: 'lambda-compat',
            message,
          })}\n`,
        );
        return undefined;
      default:
        // The sentence on standard error is all there is.
        return undefined;
    }
  }

  /** A file has no colours and no terminal to fit into. */
  #textStyle(): Style {
    const { stdoutStyle, plainStyle } = this.#context;
    return this.#output === undefined ? stdoutStyle : plainStyle;
  }

  async #document(text: string, outcome?: CheckOutcome): Promise<void> {
    const { io, stderrStyle } = this.#context;
    if (this.#output === undefined) {
      io.stdout.write(text);
      return;
    }
    await writeDocument(this.#output, text, { cwd: io.cwd });
    if (outcome) {
      const { verdict, sentence } = outcome.judgement;
      io.stderr.write(
        `${verdictLabel(verdict, stderrStyle.colors)}: ${cutMiddle(
          sentence,
          1000,
        )}\n`,
      );
    }
  }

  /** Where GitHub takes summaries, unless the command line says otherwise. */
  async #summary(text: string): Promise<void> {
    const { io } = this.#context;
    const target = io.env.GITHUB_STEP_SUMMARY;
    if (this.#output !== undefined) {
      await writeDocument(this.#output, text, { cwd: io.cwd });
    } else if (target !== undefined && target !== '') {
      // Other commands of the step may have written there before.
      await writeDocument(target, `${text}\n`, { cwd: io.cwd, append: true });
    } else {
      io.stdout.write(text);
    }
  }
}
