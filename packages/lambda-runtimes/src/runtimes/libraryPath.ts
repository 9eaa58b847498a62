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

import type { LambdaRuntime, RuntimeProfile } from '../types';

const COMMON_PATH = [
  '/lib64',
  '/usr/lib64',
  '/var/runtime',
  '/var/runtime/lib',
  '/var/task',
  '/var/task/lib',
  '/opt/lib',
];

/**
 * `LD_LIBRARY_PATH` of AWS's base images: the same in all branches of
 * aws/aws-lambda-base-images.
 *
 * @internal
 */
export const LAMBDA_LIBRARY_PATH: readonly string[] = [
  '/var/lang/lib',
  ...COMMON_PATH,
];

/**
 * `LD_LIBRARY_PATH` of a runtime. `provided` on AL1 was older than
 * `/var/lang/lib` (lambci/docker-lambda).
 *
 * @internal
 */
export function runtimeLibraryPath(runtime: LambdaRuntime | null): string[] {
  return runtime?.id === 'provided'
    ? [...COMMON_PATH]
    : [...LAMBDA_LIBRARY_PATH];
}

/**
 * The folders that the loader looks through because of `LD_LIBRARY_PATH`, in
 * order, with those of the function (`/var/task`, `/var/task/lib`) and of its
 * layers (`/opt/lib`): the system's `/lib64` comes before them. A function that
 * sets the variable itself replaces them.
 *
 * @public
 */
export function libraryPath(profile: RuntimeProfile): string[] {
  return [...profile.libraryPath];
}
