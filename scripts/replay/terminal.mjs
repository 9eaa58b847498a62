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

import readline from 'node:readline';

const WIDTH = 78;

/** Says things in paragraphs, and waits for Enter where somebody is there. */
export class Terminal {
  #waits;
  #bold;
  #dim;

  constructor({ waits, colours }) {
    this.#waits = waits;
    const style = code => text =>
      colours ? `\u001b[${code}m${text}\u001b[0m` : text;
    this.#bold = style(1);
    this.#dim = style(2);
  }

  title(text) {
    process.stdout.write(`\n${this.#bold(text)}\n${'─'.repeat(text.length)}\n`);
  }

  say(text = '') {
    process.stdout.write(`${wrap(text)}\n`);
  }

  /** As it is: what may be copied, or lines up. */
  show(text) {
    process.stdout.write(
      `${text
        .trimEnd()
        .split('\n')
        .map(line => `  ${line}`)
        .join('\n')}\n`,
    );
  }

  /** One line, however long: addresses are clicked on. */
  aside(text) {
    process.stdout.write(`${this.#dim(text)}\n`);
  }

  /** Resolves with Enter; at once where nobody is asked. */
  async pause(what) {
    if (!this.#waits) {
      process.stdout.write('\n');
      return;
    }
    const lines = readline.createInterface({
      input: process.stdin,
      output: process.stdout,
    });
    try {
      await new Promise((resolve, reject) => {
        lines.once('SIGINT', () => reject(new Interrupted()));
        lines.once('close', resolve);
        lines.question(this.#dim(`\n[Enter] ${what} `), resolve);
      });
    } finally {
      lines.close();
    }
  }
}

/** Somebody has pressed Ctrl+C. */
export class Interrupted extends Error {}

function wrap(text) {
  return text
    .split('\n')
    .map(paragraph => {
      const lines = [''];
      for (const word of paragraph.split(' ')) {
        const line = lines.at(-1);
        if (line && line.length + word.length >= WIDTH) {
          lines.push(word);
        } else {
          lines[lines.length - 1] = line ? `${line} ${word}` : word;
        }
      }
      return lines.join('\n');
    })
    .join('\n');
}
