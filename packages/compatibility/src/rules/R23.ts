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

import type { Evaluation, NativeFile } from '../evaluation/types';
import { andMore } from '../evaluation/wording';
import type { ArtifactFacts, Finding } from '../types';
import { finding } from './finding';

/** Skipped entries that a message names. */
const MAX_NAMED = 3;

/**
 * Something that may hold native code, or need something, could not be read.
 *
 * @internal
 */
export function R23(evaluation: Evaluation): Finding[] {
  const { facts } = evaluation;
  return [
    ...facts.unread.map(({ name, reason }) =>
      finding('R23', {
        verdict: 'unknown',
        artifact: name,
        about: ['unread'],
        message: `${name} could not be read: ${reason.replace(/\.$/, '')}.`,
        undecided: `what is in ${name}`,
        waysOut: [
          {
            kind: 'measure',
            text: `Measure ${name} too: download it and check both together, or upload its report.`,
            code: null,
          },
        ],
      }),
    ),
    ...facts.artifacts
      .filter(({ report }) => !report.complete)
      .map(incompleteArtifact),
    ...unreadableFiles(evaluation),
    ...hiddenNeeds(evaluation),
    ...launchScript(evaluation),
    ...truncated(evaluation),
    ...leftOut(evaluation),
  ];
}

function incompleteArtifact({ name, report }: ArtifactFacts): Finding {
  const hiding = report.skipped.filter(({ hidesFiles }) => hidesFiles);
  const named = hiding
    .slice(0, MAX_NAMED)
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
    .join('; ');
  return finding('R23', {
    verdict: 'unknown',
    artifact: name,
    about: ['incomplete'],
    message: `${name} could not be read whole: ${
      named || 'the report does not say why'
    }${andMore(hiding.length - MAX_NAMED)}.`,
    undecided: `whether there is native code in ${
      hiding[0]?.path || `the rest of ${name}`
    }`,
  });
}

function unreadableFiles({ files }: Evaluation): Finding[] {
  return files.flatMap(file => {
    const { error } = file.scanned;
    return error
      ? finding('R23', {
          verdict: 'unknown',
          at: file,
          about: ['unreadable'],
          message: `${
            file.path
          } could not be read as an ELF file: ${error.message.replace(
            /\.$/,
            '',
          )} (at byte ${error.offset}).`,
          undecided: `what ${file.path} needs`,
        })
      : [];
  });
}

/** Packed files, and those whose tables lie. */
function hiddenNeeds({ resolution, filesByPlace }: Evaluation): Finding[] {
  return (resolution?.roots ?? []).flatMap(({ findings }) =>
    findings.flatMap(one => {
      const file = filesByPlace.get(one.file);
      return file && isHiding(one.kind)
        ? finding('R23', {
            verdict: 'unknown',
            at: file,
            about: [one.kind],
            message: `What ${
              file.path
            } needs is not known: ${one.message.replaceAll(
              file.placed,
              file.path,
            )}.`,
            undecided: `what ${file.path} needs${
              one.kind === 'packed' ? ' once it is unpacked' : ''
            }`,
            waysOut: waysOutOf(one.kind, file),
          })
        : [];
    }),
  );
}

function isHiding(kind: string): boolean {
  return kind === 'packed' || kind === 'incomplete' || kind === 'unloadable';
}

function waysOutOf(kind: string, { path }: NativeFile): Finding['waysOut'] {
  return kind === 'packed'
    ? [
        {
          kind: 'measure',
          text: 'Measure the file before it is packed.',
          code: `upx -d ${path}`,
        },
      ]
    : [];
}

/** Only where a file counts that a loader looks for libraries for. */
function launchScript({ launch, objects }: Evaluation): Finding[] {
  const asks = objects.some(
    ({ file }) => file.scanned.report?.static === false,
  );
  return launch && asks
    ? [
        finding('R23', {
          verdict: 'unknown',
          artifact: launch.artifact.name,
          path: launch.path,
          about: ['launch'],
          message: `${launch.path} is a script that ${launch.does} (line ${launch.line}): where libraries are found then is not what Lambda sets.`,
          undecided: `where libraries are found after line ${launch.line} of ${launch.path}`,
          waysOut: [
            {
              kind: 'measure',
              text: 'Set LD_LIBRARY_PATH in the environment of the function, where it can be read, in place of the script.',
              code: null,
            },
          ],
        }),
      ]
    : [];
}

function truncated({ resolution, target }: Evaluation): Finding[] {
  return resolution?.truncated
    ? [
        finding('R23', {
          verdict: 'unknown',
          about: ['bound'],
          message: `Not all files were looked at for ${target}: there are more libraries and versions than the bound.`,
          undecided: 'what the files beyond the bound need',
        }),
      ]
    : [];
}

/** What would be loaded and was not looked at, as for a path without an end. */
function leftOut({
  selections,
  resolution,
  filesByPlace,
  target,
}: Evaluation): Finding[] {
  if (!selections || !resolution || resolution.truncated) {
    return [];
  }
  const looked = new Set(resolution.roots.map(({ root }) => root));
  return selections.roots
    .filter(({ path }) => !looked.has(path))
    .flatMap(({ path }) => {
      const file = filesByPlace.get(path);
      return file
        ? finding('R23', {
            verdict: 'unknown',
            at: file,
            about: ['left-out'],
            message: `${file.path.slice(
              0,
              200,
            )} is loaded on ${target} and could not be looked at: no file is found at its path.`,
            undecided: `what is at ${file.path.slice(0, 200)}`,
          })
        : [];
    });
}
