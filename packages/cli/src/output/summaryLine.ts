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

import { ImageReference, PinClass } from '@lambda-compat/image-references';
import { Style } from '../terminal/Style';
import { paintPinClass, pinClassLooks } from './pinClassLook';

/**
 * Counts over all files. Stages and `scratch` name nothing outside of a file
 * and are not counted.
 */
export class ReferenceCounts {
  readonly #byClass = new Map<PinClass, number>();
  #files = 0;
  #references = 0;
  #changing = 0;
  #errors = 0;

  addFile(references: readonly ImageReference[], errors: number): void {
    this.#files += 1;
    this.#errors += errors;
    for (const { kind, pinClass } of references) {
      if (kind === 'stage' || kind === 'scratch') {
        continue;
      }
      this.#references += 1;
      this.#byClass.set(pinClass, (this.#byClass.get(pinClass) ?? 0) + 1);
      // What does not resolve here gets its value from elsewhere.
      if (pinClass !== 'digest' && pinClass !== 'invalid') {
        this.#changing += 1;
      }
    }
  }

  addUnread(): void {
    this.#errors += 1;
  }

  /** Such as `7 references in 2 files: 2 digest, 5 floating · 5 can …`. */
  format({ colors }: Style): string {
    const classes = Object.keys(pinClassLooks) as PinClass[];
    const parts = classes.flatMap(pinClass => {
      const count = this.#byClass.get(pinClass);
      return count === undefined
        ? []
        : [paintPinClass(pinClass, `${count} ${pinClass}`, colors)];
    });
    const total = `${plural(this.#references, 'reference')} in ${plural(
      this.#files,
      'file',
    )}`;
    const sentences = [
      parts.length > 0
        ? `${colors.bold(total)}: ${parts.join(', ')}`
        : colors.bold(total),
    ];
    if (this.#changing > 0) {
      sentences.push(`${this.#changing} can change without a commit`);
    } else if (this.#byClass.get('digest') === this.#references) {
      sentences.push('none can change without a commit');
    }
    if (this.#errors > 0) {
      sentences.push(colors.red(plural(this.#errors, 'error')));
    }
    return `${sentences.join(' · ')}\n`;
  }
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
