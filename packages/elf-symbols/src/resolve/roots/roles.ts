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

import { isInArchive, nameOf } from '../paths';
import type { RootRole, RootTarget, SelectableFile } from './types';

const PROGRAMS = new Set(['executable', 'pie', 'static', 'static-pie']);
const EXTENSIONS = '/opt/extensions/';

/** A role, with the reason as a sentence. */
interface Role {
  role: RootRole;
  reason: string;
}

/**
 * What opens a file, told by what it is and where it is.
 *
 * @internal
 */
export function roleOf(
  { path, report }: SelectableFile,
  target: RootTarget,
): Role {
  if (!report) {
    return { role: 'none', reason: 'it could not be read as an ELF file' };
  }
  const { kind, libc } = report;
  if (libc.kind === 'freebsd' || libc.kind === 'bionic') {
    const system = libc.kind === 'freebsd' ? 'FreeBSD' : 'Android';
    return { role: 'none', reason: `it was built for ${system}` };
  }
  if (target.entryPoints?.includes(path)) {
    return { role: 'program', reason: 'it is started for certain' };
  }
  if (target.systemDirectories?.some(folder => path.startsWith(`${folder}/`))) {
    return kind === 'shared'
      ? { role: 'dependency', reason: 'it belongs to the system of the image' }
      : { role: 'none', reason: 'it belongs to the system of the image' };
  }
  if (PROGRAMS.has(kind)) {
    return programRole(path);
  }
  return kind === 'shared'
    ? libraryRole(path)
    : { role: 'none', reason: `nothing loads such a file (${kind})` };
}

function programRole(path: string): Role {
  if (
    path.startsWith(EXTENSIONS) &&
    !path.slice(EXTENSIONS.length).includes('/')
  ) {
    return { role: 'extension', reason: 'Lambda starts it as an extension' };
  }
  return path === '/var/task/bootstrap' || path === '/opt/bootstrap'
    ? { role: 'bootstrap', reason: 'Lambda starts it' }
    : { role: 'program', reason: 'it is a program, which may be started' };
}

function libraryRole(path: string): Role {
  const name = nameOf(path);
  if (path.startsWith(EXTENSIONS) && !isInArchive(path)) {
    return { role: 'library', reason: 'it lies beside the extensions' };
  }
  if (/\.jar!\//i.test(path)) {
    return { role: 'jni', reason: 'Java unpacks it from its jar and loads it' };
  }
  if (path.includes('/obj.target/')) {
    return { role: 'none', reason: 'it is left over from building' };
  }
  if (name.endsWith('.node')) {
    return { role: 'node-addon', reason: 'Node.js loads it' };
  }
  if (/\.(?:cpython-|pypy|abi3\.so$)/.test(name)) {
    return { role: 'python-module', reason: 'Python imports it' };
  }
  if (/\/runtimes\/[^/]{1,64}\/native\//.test(path)) {
    return { role: 'dotnet', reason: '.NET loads it' };
  }
  return { role: 'library', reason: 'it is a library' };
}
