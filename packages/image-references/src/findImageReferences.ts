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

import { extractDockerfile } from './formats/dockerfile/extractDockerfile';
import { utf8Length } from './formats/dockerfile/parser/characters';
import type {
  FileError,
  FileSummary,
  FindImageReferencesOptions,
  FindImageReferencesResult,
  ImageReference,
  SourceFile,
} from './types';

/** The largest file that is read; build files are rarely over 20 KB. */
const MAX_FILE_BYTES = 1024 * 1024;

/**
 * Finds what the given build files make a build pull. Reads nothing but what
 * it is given, and never throws: a file that cannot be read as its builder
 * would read it gives an entry in `errors`, with file and line.
 *
 * The rules for Dockerfiles are those of BuildKit, or Buildah's where the
 * dialect says so. Files over 1 MiB and binary files are refused.
 *
 * @public
 */
export function findImageReferences(
  files: readonly SourceFile[],
  options: FindImageReferencesOptions = {},
): FindImageReferencesResult {
  const references: ImageReference[] = [];
  const errors: FileError[] = [];
  const summaries: FileSummary[] = [];
  for (const file of files) {
    const refused = refuse(file);
    if (refused !== undefined) {
      errors.push({ file: file.path, line: 1, message: refused });
      summaries.push(emptySummary(file));
    } else {
      const found = readFile(file, options);
      references.push(...found.references);
      errors.push(...found.errors);
      summaries.push(found.summary);
    }
  }
  return { references, errors, files: summaries };
}

function refuse({ content }: SourceFile): string | undefined {
  // A code unit takes at most three bytes in UTF-8.
  if (
    content.length > MAX_FILE_BYTES ||
    (content.length * 3 > MAX_FILE_BYTES &&
      utf8Length(content, 0, content.length) > MAX_FILE_BYTES)
  ) {
    return 'This file is larger than 1 MiB and was not read.';
  }
  return content.includes('\0')
    ? 'This file is not text: it contains a NUL character.'
    : undefined;
}

function emptySummary({ path }: SourceFile): FileSummary {
  return {
    path,
    format: 'dockerfile',
    template: null,
    stages: 0,
    target: null,
  };
}

function readFile(file: SourceFile, options: FindImageReferencesOptions) {
  try {
    return extractDockerfile(file, options);
  } catch (error) {
    // Only a file that exhausts a limit of the engine gets here.
    const cause = error instanceof Error ? error.message : String(error);
    return {
      references: [],
      errors: [
        {
          file: file.path,
          line: 1,
          message: `This file could not be read: ${cause}.`,
        },
      ],
      summary: emptySummary(file),
    };
  }
}
