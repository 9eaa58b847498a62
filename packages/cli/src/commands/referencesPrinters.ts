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
  FileError,
  FindImageReferencesResult,
  ImageReference,
} from '@lambda-compat/image-references';
import { BuildFile, UnreadFile } from '../files/BuildFile';
import { formatFile } from '../output/fileBlock';
import { referencesDocument } from '../output/json';
import { ReferenceCounts } from '../output/summaryLine';
import { CommandContext } from './CommandContext';
import { fileErrorOf, sayUnread } from './unread';

/** Prints what `refs` finds, file by file. */
export interface ReferencesPrinter {
  file(file: BuildFile, found: FindImageReferencesResult): void;
  unread(unread: UnreadFile): void;
  end(): void;
}

/** One JSON document at the end. */
export class JsonPrinter implements ReferencesPrinter {
  readonly #context: CommandContext;
  readonly #references: ImageReference[] = [];
  readonly #errors: FileError[] = [];

  constructor(context: CommandContext) {
    this.#context = context;
  }

  file(
    _file: BuildFile,
    { references, errors }: FindImageReferencesResult,
  ): void {
    // One by one: there can be more than a call can have arguments.
    references.forEach(reference => this.#references.push(reference));
    errors.forEach(error => this.#errors.push(error));
  }

  unread(unread: UnreadFile): void {
    this.#errors.push(fileErrorOf(unread));
  }

  end(): void {
    this.#context.io.stdout.write(
      referencesDocument(this.#references, this.#errors),
    );
  }
}

/** A block for each file as it comes, and the counts at the end. */
export class TextPrinter implements ReferencesPrinter {
  readonly #context: CommandContext;
  readonly #counts = new ReferenceCounts();
  #printed = false;

  constructor(context: CommandContext) {
    this.#context = context;
  }

  file(
    file: BuildFile,
    { references, errors, files }: FindImageReferencesResult,
  ): void {
    this.#counts.addFile(references, errors.length);
    this.#write(
      formatFile(
        {
          path: file.path,
          content: file.content,
          references,
          errors,
          summary: files[0],
        },
        this.#context.stdoutStyle,
      ),
    );
  }

  unread(unread: UnreadFile): void {
    if (!unread.skipped) {
      this.#counts.addUnread();
    }
    sayUnread(unread, this.#context);
  }

  end(): void {
    this.#write(this.#counts.format(this.#context.stdoutStyle));
  }

  #write(block: string): void {
    // An empty line between blocks.
    this.#context.io.stdout.write(this.#printed ? `\n${block}` : block);
    this.#printed = true;
  }
}
