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
  ANNOTATION_DOCKERFILE,
  type Problem,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { quote } from './quote';

/** A build file that the owner names. */
export interface BuildFile {
  /** Relative to the entity's folder, with `/`, without `.` and `..`. */
  path: string;
  /** Stage to build; the last one where absent. */
  target?: string;
}

/** As many build files as one entity may have, named or found. */
export const MAX_BUILD_FILES = 20;

const MAX_PATH_LENGTH = 1_024;
const STAGE = /^[a-z0-9][a-z0-9_.-]{0,127}$/i;

const LC102 = {
  code: 'LC102',
  severity: 'error',
  annotation: ANNOTATION_DOCKERFILE,
} as const;

const LC103 = {
  code: 'LC103',
  severity: 'error',
  annotation: ANNOTATION_DOCKERFILE,
  fix: "Write a path below the entity's folder, for example build/Dockerfile.",
} as const;

/**
 * Reads `build/Dockerfile,Dockerfile#runtime`. What is wrong is reported and
 * left out; the rest is used.
 */
export function parseBuildFiles(value: string): {
  buildFiles: BuildFile[];
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const entries = value
    .split(',')
    .map(entry => entry.trim())
    .filter(Boolean);

  if (entries.length === 0) {
    problems.push({
      ...LC102,
      message: `The annotation ${ANNOTATION_DOCKERFILE} is empty.`,
      fix: 'Write the path of a build file, or remove the annotation to have the repository searched.',
    });
  }

  const buildFiles = new Map<string, BuildFile>();
  for (const entry of entries) {
    const result = parseBuildFile(entry);
    if ('code' in result) {
      problems.push(result);
      continue;
    }
    const key = `${result.path}#${result.target ?? ''}`;
    if (buildFiles.has(key)) {
      problems.push({
        ...LC102,
        severity: 'warning',
        message: `${quote(entry)} is listed more than once.`,
        fix: 'Remove the duplicate.',
      });
    }
    buildFiles.set(key, result);
  }

  if (buildFiles.size > MAX_BUILD_FILES) {
    problems.push({
      ...LC102,
      severity: 'warning',
      message: `The annotation lists ${buildFiles.size} build files; the first ${MAX_BUILD_FILES} are read.`,
      fix: 'Name only the files that build this function.',
    });
  }
  return {
    buildFiles: [...buildFiles.values()].slice(0, MAX_BUILD_FILES),
    // As many problems as files: a list of garbage needs no thousand sentences.
    problems: problems.slice(0, MAX_BUILD_FILES),
  };
}

function parseBuildFile(entry: string): BuildFile | Problem {
  const hash = entry.indexOf('#');
  const text = hash < 0 ? entry : entry.slice(0, hash).trim();
  const target = hash < 0 ? undefined : entry.slice(hash + 1).trim();

  if (target !== undefined && !STAGE.test(target)) {
    return {
      ...LC102,
      message: `${quote(entry)} does not name a build stage after the '#'.`,
      fix: 'Write the name or number of a stage, for example Dockerfile#runtime.',
    };
  }
  const refusal = refusePath(text);
  if (refusal) {
    return { ...refusal, message: `${quote(text)} ${refusal.message}` };
  }
  const path = text
    .split('/')
    .filter(segment => segment !== '' && segment !== '.')
    .join('/');
  if (path === '' || text.endsWith('/')) {
    return {
      ...LC102,
      message: `${quote(text)} is a folder, not a file.`,
      fix: 'Write the path of the file, for example build/Dockerfile.',
    };
  }
  return target === undefined ? { path } : { path, target };
}

function refusePath(path: string): Problem | undefined {
  if (path.length > MAX_PATH_LENGTH) {
    return {
      ...LC102,
      message: `is longer than ${MAX_PATH_LENGTH} characters.`,
      fix: 'Write the path of a file.',
    };
  }
  // Control characters are what is looked for.
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(path)) {
    return { ...LC103, message: 'contains a control character.' };
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) {
    return {
      ...LC103,
      message: "is an address, not a path in the entity's repository.",
    };
  }
  if (path.includes('\\')) {
    return {
      ...LC103,
      message: "contains a backslash; paths are written with '/'.",
    };
  }
  if (path.startsWith('/')) {
    return { ...LC103, message: 'is an absolute path.' };
  }
  if (decodeFully(path).split(/[/\\]/).includes('..')) {
    return { ...LC103, message: "leaves the entity's folder." };
  }
  if (/[*?[\]{}!]/.test(path)) {
    return {
      ...LC102,
      message: 'contains a wildcard, which is not expanded.',
      fix: 'Name each file, separated by commas.',
    };
  }
  return undefined;
}

/**
 * Source control hosts take paths out of addresses and decode them, some more
 * than once. A path must not leave the folder at any step.
 */
function decodeFully(path: string): string {
  let decoded = path;
  for (let round = 0; round < 5; round++) {
    try {
      decoded = decodeURIComponent(decoded);
    } catch {
      break;
    }
  }
  return decoded;
}
