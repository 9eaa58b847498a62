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

import type { ElfReport } from '../elf/types';
import { unusedFindings, shadowFindings } from './findings/bundledFindings';
import { fileFindings } from './findings/fileFindings';
import { versionFindings } from './findings/versionFindings';
import type { ResolutionFinding } from './findings/types';
import { foreignReason, judgeLibrary } from './loadability';
import type { LoadedRoot } from './loadRoot';
import { loadRoot } from './loadRoot';
import { ResolveContext } from './ResolveContext';
import { askSymbols } from './symbols';
import type { Answer } from './system';
import type {
  LibraryResolution,
  LoadedObject,
  ResolutionRoot,
  ResolveInput,
  RootResolution,
} from './types';
import { askVersions } from './versions';

/** Reasons kept for one root; each names a fact to find out. */
const MAX_UNDECIDED = 100;

/**
 * Says for every root how each of its needs, and those of what it loads, is
 * met, by the rules of the real loader: DT_RPATH, `LD_LIBRARY_PATH`,
 * DT_RUNPATH, the cache and the default directories, with names compared as it
 * does. Pure: nothing is read, the same input gives the same result. What is
 * not known of the system stays unknown, with the fact that would decide it.
 *
 * Never throws. A root that is not among the files is left out, and so is what
 * lies beyond the bounds (`truncated`).
 *
 * @public
 */
export function resolveLibraries(input: ResolveInput): LibraryResolution {
  const context = new ResolveContext(input);
  const loaded: LoadedRoot[] = [];
  const roots: RootResolution[] = [];
  for (const root of uniqueRoots(input.roots)) {
    if (roots.length >= context.limits.roots || context.truncated) {
      context.truncated = true;
      break;
    }
    const entry = context.tree.find(root.path);
    if (entry.kind === 'file') {
      const one = loadRoot(context, root, entry.file);
      loaded.push(one);
      roots.push(describeRoot(context, one));
    }
  }
  return {
    roots,
    findings: unusedFindings(context, loaded),
    truncated: context.truncated,
  };
}

function uniqueRoots(roots: ResolutionRoot[]): ResolutionRoot[] {
  return [...new Map(roots.map(root => [root.path, root])).values()];
}

function describeRoot(
  context: ResolveContext,
  loaded: LoadedRoot,
): RootResolution {
  const objects: LoadedObject[] = [];
  const findings: ResolutionFinding[] = fileFindings(context, loaded);
  for (const [node, needs] of loaded.needs) {
    const asked = askVersions(context, loaded, node);
    const symbols = askSymbols(context, loaded, node, asked);
    findings.push(...versionFindings(loaded, node, asked, symbols));
    objects.push({
      path: node.file?.path ?? '',
      loadedBy: node.loader?.file?.path ?? null,
      certain: node.certain,
      needs,
      versions: asked.map(({ resolution }) => resolution),
      symbols,
    });
  }
  findings.push(...shadowFindings(context, loaded));
  const { root, interpreter } = loaded;
  return {
    root: root.path,
    by: root.by,
    loads: loads(context, loaded, objects),
    interpreter,
    objects,
    findings,
    undecided: undecidedOf(loaded, objects),
  };
}

function loads(
  context: ResolveContext,
  loaded: LoadedRoot,
  objects: LoadedObject[],
): Answer {
  const nodes = [...loaded.needs.keys()];
  const answers = [
    rootAnswer(context, loaded),
    loaded.interpreter?.answer ?? 'yes',
    ...objects.flatMap((object, index) => [
      ...objectAnswers(object),
      ...symbolAnswers(object, nodes[index].file?.report ?? null),
    ]),
    ...nodes.map(({ file }) =>
      file?.report?.complete && !file.report.packer ? 'yes' : 'unknown',
    ),
  ];
  if (answers.includes('no')) {
    return 'no';
  }
  return answers.includes('unknown') || context.truncated ? 'unknown' : 'yes';
}

function rootAnswer(
  context: ResolveContext,
  { root, file }: LoadedRoot,
): Answer {
  if (!file.report) {
    return file.unloadable === undefined ? 'unknown' : 'no';
  }
  if (foreignReason(file.report, context.machine)) {
    return 'no';
  }
  return root.by === 'dlopen' &&
    judgeLibrary(file, context.machine).verdict === 'fatal'
    ? 'no'
    : 'yes';
}

/** What is lacking in an object that may not be loaded is not certain. */
function objectAnswers({ certain, needs, versions }: LoadedObject): Answer[] {
  const lacking = certain ? 'no' : 'unknown';
  return [
    ...needs.map(({ met }) => (met === 'no' ? lacking : met)),
    ...versions
      .filter(({ weak }) => !weak)
      .map(({ outcome }): Answer => {
        switch (outcome) {
          case 'missing':
          case 'library-missing':
            return lacking;
          case 'unknown':
            return 'unknown';
          default:
            return 'yes';
        }
      }),
  ];
}

/** Bound at the start or, as far as is known, where a function is called. */
function symbolAnswers(
  { certain, symbols }: LoadedObject,
  report: ElfReport | null,
): Answer[] {
  const now =
    certain &&
    report?.dynamicFlags.some(flag => flag === 'NOW' || flag === 'BIND_NOW');
  return symbols.map(({ outcome }) =>
    outcome === 'missing' && now ? 'no' : 'unknown',
  );
}

function undecidedOf(loaded: LoadedRoot, objects: LoadedObject[]): string[] {
  const reasons = new Set<string>();
  if (loaded.interpreter?.undecided !== undefined) {
    reasons.add(loaded.interpreter.undecided);
  }
  for (const { needs, versions, symbols } of objects) {
    for (const { undecided } of [...needs, ...versions, ...symbols]) {
      if (undecided !== undefined && reasons.size < MAX_UNDECIDED) {
        reasons.add(undecided);
      }
    }
  }
  return [...reasons];
}
