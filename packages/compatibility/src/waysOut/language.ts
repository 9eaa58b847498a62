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

import type { ElfReport } from '@lambda-compat/elf-symbols';
import { perEvaluation } from '../evaluation/memo';
import type { Evaluation, NativeFile } from '../evaluation/types';

/**
 * What a file is built from, as far as it shows: that decides which ways out
 * can be taken.
 *
 * @internal
 */
export type BuildKind =
  | 'go'
  | 'rust'
  | 'node-addon'
  | 'python-module'
  | 'jni'
  | 'dotnet'
  | 'native';

const roles = perEvaluation(
  'roles',
  ({ selections }) =>
    new Map(selections?.files.map(({ path, role }) => [path, role])),
);

/** @internal */
export function buildKindOf(
  evaluation: Evaluation,
  { scanned, placed, path }: NativeFile,
): BuildKind {
  const report: ElfReport | null = scanned.report;
  if (packageOf(path)?.startsWith('node:') || path.endsWith('.node')) {
    return 'node-addon';
  }
  if (packageOf(path)?.startsWith('python:')) {
    return 'python-module';
  }
  if (report?.go) {
    return 'go';
  }
  const role = roles(evaluation).get(placed);
  if (role === 'python-module' || role === 'jni' || role === 'dotnet') {
    return role;
  }
  return report?.rust ? 'rust' : 'native';
}

/**
 * The package that a file came with: `node:@swc/core-linux-x64-gnu`,
 * `python:numpy`, `jar:snappy-java-1.1.jar`; null where its path does not say.
 *
 * @internal
 */
export function packageOf(path: string): string | null {
  const jar = /(?:^|\/)([^/]{1,255}\.jar)!\//i.exec(path)?.[1];
  if (jar !== undefined) {
    return `jar:${jar}`;
  }
  const at = path.lastIndexOf('node_modules/');
  if (at >= 0) {
    const [first, second] = path.slice(at + 'node_modules/'.length).split('/');
    return second !== undefined && first.startsWith('@')
      ? `node:${first}/${second}`
      : `node:${first}`;
  }
  const python =
    /(?:^|\/)(?:site-packages\/)?([A-Za-z0-9_]{1,64})(?:\.libs)?\/(?:[^/]{1,255}\/){0,8}[^/]{1,255}\.(?:cpython-|abi3\.)[^/]{0,64}so$/.exec(
      path,
    )?.[1];
  return python === undefined ? null : `python:${python}`;
}
