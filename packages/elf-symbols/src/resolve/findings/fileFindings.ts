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

import { judgeLibrary, foreignReason } from '../loadability';
import type { LoadedNode } from '../LoadedNode';
import type { LoadedRoot } from '../loadRoot';
import type { ResolveContext } from '../ResolveContext';
import type { ResolutionFinding } from './types';

/**
 * What is to be said of the files that are loaded, each by itself.
 *
 * @internal
 */
export function fileFindings(
  context: ResolveContext,
  loaded: LoadedRoot,
): ResolutionFinding[] {
  return [
    ...rootFindings(context, loaded),
    ...[...loaded.needs.keys()].flatMap(node => needFindings(node)),
  ];
}

function rootFindings(
  context: ResolveContext,
  { root, file, interpreter }: LoadedRoot,
): ResolutionFinding[] {
  const { report, path } = file;
  if (!report) {
    return file.unloadable === undefined
      ? []
      : [
          {
            kind: 'unloadable',
            file: path,
            message: `${path} cannot be loaded: ${file.unloadable}`,
          },
        ];
  }
  const findings: ResolutionFinding[] = [];
  const foreign = foreignReason(report, context.machine);
  const { libc } = context.system;
  if (foreign) {
    findings.push({
      kind: 'other-machine',
      file: path,
      machine: report.machine,
      expected: context.machine,
      message: `${path} cannot be loaded on ${context.machine}: ${foreign.reason}`,
    });
  } else if (root.by === 'dlopen') {
    const judged = judgeLibrary(file, context.machine);
    if (judged.verdict === 'fatal') {
      findings.push({
        kind: 'unloadable',
        file: path,
        message: `${path} cannot be loaded: ${judged.reason}`,
      });
    }
  }
  const built = report.libc.kind;
  if (
    (built === 'glibc' ||
      built === 'musl' ||
      built === 'bionic' ||
      built === 'freebsd') &&
    built !== libc &&
    !report.static &&
    // A program that brings its own loader is not the system's concern.
    interpreter?.place !== 'artifact'
  ) {
    findings.push({
      kind: 'other-libc',
      file: path,
      libc: built,
      expected: libc,
      message: `${path} was built for ${built} (${report.libc.evidence}), the system has ${libc}`,
    });
  }
  if (interpreter?.answer === 'no') {
    findings.push({
      kind: 'interpreter-missing',
      file: path,
      interpreter: interpreter.path,
      message: `${path} asks for the loader ${interpreter.path}, which is not there; the kernel will say "No such file or directory" of ${path} itself`,
    });
  }
  return findings;
}

function needFindings({ file }: LoadedNode): ResolutionFinding[] {
  const report = file?.report;
  if (!file || !report) {
    return [];
  }
  const { path } = file;
  const findings: ResolutionFinding[] = [];
  if (report.packer) {
    findings.push({
      kind: 'packed',
      file: path,
      message: `${path} is packed with ${report.packer}: what the program needs cannot be read`,
    });
  } else if (!report.complete) {
    const why = report.problems.find(({ hidesNeeds }) => hidesNeeds)?.message;
    findings.push({
      kind: 'incomplete',
      file: path,
      message: `the needs of ${path} are not known whole${
        why ? `: ${why}` : ''
      }`,
    });
  }
  return findings;
}
