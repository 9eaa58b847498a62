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

import type { Evaluation } from '../evaluation/types';
import type { Finding } from '../types';
import { finding } from './finding';

/**
 * A static program that may still load libraries while it runs: a resolver of
 * names (NSS) or a plugin. No table says so, so nothing is concluded.
 *
 * @internal
 */
export function R31({ objects, target }: Evaluation): Finding[] {
  return objects.flatMap(({ file }) => {
    const { report } = file.scanned;
    if (!report?.static || report.rust || report.libc.kind === 'musl') {
      return [];
    }
    if (report.go && report.go.cgoEnabled !== true) {
      return [];
    }
    return finding('R31', {
      verdict: 'info',
      at: file,
      message: `${file.path} is static and ${
        report.go ? 'was built with cgo' : 'holds C code'
      }: name services (NSS) and plugins that it loads while it runs still come from ${target}, and nothing in the file says which.`,
    });
  });
}
