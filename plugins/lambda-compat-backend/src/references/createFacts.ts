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
  type ReportedFile,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { MAX_BUILD_FILES } from '../catalog/parseBuildFiles';
import type { LambdaSettings } from '../catalog/readLambdaSettings';
import { describeFunctions } from './describeFunctions';
import { describeSearched } from './describeSearched';
import type { EntityFacts, StoredReference } from './entityFacts';
import { type FileReferences, readReferences } from './readReferences';
import type {
  RepositoryContent,
  RepositoryFile,
} from './sources/RepositorySource';

// The longest real build files have some tens. What has more is generated or
// hostile, and would make every answer megabytes long.
const MAX_REFERENCES = 1_000;
const MAX_PROBLEMS = 200;

/** Turns the files of an entity into what is stored about it. */
export function createFacts(
  settings: LambdaSettings,
  content: RepositoryContent,
): EntityFacts {
  const platforms =
    settings.architectures[0]?.value === 'arm64'
      ? ['linux/arm64', 'linux/amd64']
      : ['linux/amd64', 'linux/arm64'];

  const read = content.files.flatMap(file =>
    getTargets(settings, file).map(target =>
      readFile(file, target, settings.buildFiles !== null, content, platforms),
    ),
  );
  const all = mergeReferences(read.flatMap(({ references }) => references));
  const references = all.slice(0, MAX_REFERENCES);
  const described = describeFunctions(settings, references);

  return {
    source: content.source,
    searched: describeSearched(settings),
    files: read.map(({ file }) => file),
    functions: described.functions,
    references,
    problems: [
      ...settings.problems,
      ...described.problems,
      ...describeSurplus(content, all.length),
      ...read.flatMap(({ problems }) => problems),
    ].slice(0, MAX_PROBLEMS),
  };
}

/** The stages asked for in a file; just its last one where none is named. */
function getTargets(
  { buildFiles }: LambdaSettings,
  file: RepositoryFile,
): Array<string | undefined> {
  return (
    buildFiles
      ?.filter(({ path }) => path === file.requestedPath)
      .map(({ target }) => target) ?? [undefined]
  );
}

function readFile(
  file: RepositoryFile,
  target: string | undefined,
  named: boolean,
  content: RepositoryContent,
  platforms: readonly string[],
): FileReferences {
  const { path } = file;
  if (file.status === 'read') {
    const read = readReferences(
      {
        path,
        content: file.content,
        target,
        getUrl: line => content.getViewUrl(path, line),
      },
      platforms,
    );
    return file.committedMs === undefined
      ? read
      : { ...read, file: { ...read.file, committedMs: file.committedMs } };
  }
  const problem = describeUnread(file, named);
  const failed: ReportedFile = {
    path,
    url: file.status === 'missing' ? null : content.getViewUrl(path),
    status: 'failed',
    message: problem.message,
    line: null,
    target: target ?? null,
  };
  return { file: failed, references: [], problems: [problem] };
}

function describeUnread(
  file: Exclude<RepositoryFile, { status: 'read' }>,
  named: boolean,
): Problem {
  const { path } = file;
  if (file.status === 'missing') {
    return named
      ? {
          code: 'LC301',
          severity: 'error',
          annotation: ANNOTATION_DOCKERFILE,
          message: `${path} does not exist.`,
          fix: `Correct the path in the annotation ${ANNOTATION_DOCKERFILE}; it is relative to the entity's folder.`,
        }
      : {
          code: 'LC301',
          severity: 'error',
          file: path,
          message: `${path} is a link to a file that does not exist.`,
          fix: 'Correct or remove the link.',
        };
  }
  return {
    code: file.code,
    severity: 'error',
    file: path,
    line: 1,
    message: file.message,
    fix:
      file.code === 'LC303'
        ? 'Let the portal read the file.'
        : 'Replace the file by a build file in text, or name the right one in the annotation lambda-compat/dockerfile.',
  };
}

function describeSurplus(
  content: RepositoryContent,
  references: number,
): Problem[] {
  const problems: Problem[] = [];
  if (content.found > MAX_BUILD_FILES) {
    problems.push({
      code: 'LC304',
      severity: 'warning',
      message: `${content.found} build files were found; the first ${MAX_BUILD_FILES} are read.`,
      fix: `Name those that build this function in the annotation ${ANNOTATION_DOCKERFILE}.`,
    });
  }
  if (references > MAX_REFERENCES) {
    problems.push({
      code: 'LC304',
      severity: 'warning',
      message: `The build files hold ${references} references; the first ${MAX_REFERENCES} are kept.`,
      fix: `Name only the files that build this function in the annotation ${ANNOTATION_DOCKERFILE}.`,
    });
  }
  return problems;
}

/**
 * A file that is built to several stages gives each reference several times. It
 * is pulled where any of them needs it.
 */
function mergeReferences(
  references: readonly StoredReference[],
): StoredReference[] {
  const merged = new Map<string, StoredReference>();
  for (const reference of references) {
    const known = merged.get(reference.id);
    if (!known || (!known.reachable && reference.reachable)) {
      merged.set(reference.id, reference);
    }
  }
  return [...merged.values()];
}
