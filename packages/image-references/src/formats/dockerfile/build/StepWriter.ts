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

import type { Place, ResolutionStep } from '../../../types';
import { lineOffset, type SourceText, type TextRun } from '../parser/source';
import type { ShellUse } from '../shell/types';
import type { Expansion, Variable } from './types';

/** Longest explanation of a reference; real ones take a handful of steps. */
const MAX_STEPS = 32;

/** Writes down how variables led from a text to its value. */
export class StepWriter {
  readonly #source: SourceText;
  /** Steps are shared between the references that take them. */
  readonly #steps = new WeakMap<Variable, ResolutionStep>();

  static create(options: { source: SourceText }): StepWriter {
    return new StepWriter(options.source);
  }

  private constructor(source: SourceText) {
    this.#source = source;
  }

  /** Each variable is followed by those that its own value was made of. */
  write(expansion: Expansion): ResolutionStep[] {
    const steps: ResolutionStep[] = [];
    const seen = new Set<Variable>();
    const pending = [...expansion.uses].reverse().map(use => ({
      use,
      run: expansion.run,
    }));
    let next = pending.pop();
    while (next && steps.length < MAX_STEPS) {
      const { variable } = next.use;
      if (next.use.effect === 'default' || !variable) {
        steps.push(this.#withoutValue(next.use, next.run));
      } else if (!seen.has(variable)) {
        seen.add(variable);
        steps.push(this.#withValue(variable));
        const inner = variable.expansion;
        for (let index = (inner?.uses.length ?? 0) - 1; index >= 0; index--) {
          if (inner) {
            pending.push({ use: inner.uses[index], run: inner.run });
          }
        }
      }
      next = pending.pop();
    }
    return steps;
  }

  #withValue(variable: Variable): ResolutionStep {
    const known = this.#steps.get(variable);
    if (known) {
      return known;
    }
    const written = variable.declaration?.value;
    const step: ResolutionStep = {
      variable: variable.name,
      value: variable.value,
      source: variable.source,
      ...(written && { place: this.#place(written, 0, written.text.length) }),
    };
    this.#steps.set(variable, step);
    return step;
  }

  #withoutValue(use: ShellUse<Variable>, run: TextRun): ResolutionStep {
    return use.effect === 'default'
      ? {
          variable: use.name,
          value: use.defaultValue,
          source: 'substitution-default',
          place: this.#place(run, use.defaultStart, use.defaultEnd),
        }
      : { variable: use.name, value: null, source: 'unset' };
  }

  #place(run: TextRun, start: number, end: number): Place {
    const first = lineOffset(run, start);
    return this.#source.placeInLine(
      run.line,
      first,
      end > start ? lineOffset(run, end - 1) + 1 : first,
    );
  }
}
