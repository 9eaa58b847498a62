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
import type { WayOut } from '../types';
import { buildKindOf, packageOf } from './language';

const ARCHITECTURES: Record<string, string> = {
  aarch64: 'arm64',
  x86_64: 'x86_64',
};

/**
 * The ways out of a file for another machine: build for this one, or move the
 * function to the other where Lambda has it.
 *
 * @internal
 */
export function waysOutOfMachine(
  evaluation: Evaluation,
  file: NativeFile,
): WayOut[] {
  const { architecture, runtime } = evaluation;
  const machine = file.scanned.report?.machine ?? '';
  const other = Object.hasOwn(ARCHITECTURES, machine)
    ? ARCHITECTURES[machine]
    : null;
  const move: WayOut[] =
    other !== null &&
    other !== architecture &&
    (!runtime || runtime.architectures.some(one => one === other))
      ? [
          {
            kind: 'architecture',
            text: `Or run the function on ${other}, if all of its files are built for that.`,
            code: other,
          },
        ]
      : [];
  return [build(evaluation, file), ...move];
}

function build(evaluation: Evaluation, file: NativeFile): WayOut {
  const arm = evaluation.architecture === 'arm64';
  const name = packageOf(file.path)?.split(':')[1];
  switch (buildKindOf(evaluation, file)) {
    case 'go':
      return {
        kind: 'architecture',
        text: 'Build for the architecture of the function.',
        code: `GOOS=linux GOARCH=${
          arm ? 'arm64' : 'amd64'
        } go build -o bootstrap .`,
      };
    case 'rust':
      return {
        kind: 'architecture',
        text: 'Build for the architecture of the function.',
        code: `cargo build --release --target ${
          arm ? 'aarch64' : 'x86_64'
        }-unknown-linux-gnu`,
      };
    case 'node-addon':
      return {
        kind: 'dependency',
        text: `Install ${
          name ?? 'the package'
        } for the platform of the function.`,
        code: `npm ci --os=linux --cpu=${arm ? 'arm64' : 'x64'} --libc=glibc`,
      };
    case 'python-module':
      return {
        kind: 'dependency',
        text: `Install the wheel of ${
          name ?? 'the package'
        } for the platform of the function.`,
        code: `pip install --only-binary=:all: --platform manylinux2014_${
          arm ? 'aarch64' : 'x86_64'
        } --target package ${name ?? 'PACKAGE'}`,
      };
    default:
      return {
        kind: 'architecture',
        text: 'Build for the architecture of the function.',
        code: `docker buildx build --platform ${
          arm ? 'linux/arm64' : 'linux/amd64'
        } .`,
      };
  }
}
