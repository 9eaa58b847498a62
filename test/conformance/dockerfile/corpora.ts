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

import fs from 'node:fs';
import path from 'node:path';

/** Public data beside the checkout; see its README for the sources. */
const CORPORA = path.resolve(__dirname, '../../../../shared/corpora');

/** The cases of a file of public data, undefined where it is not there. */
export function readCases<T>(name: string): T[] | undefined {
  const file = path.join(CORPORA, name);
  return fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8')).cases
    : undefined;
}

/** The public Lambda Dockerfiles, undefined where they are not there. */
export function readLambdaDockerfiles():
  | { name: string; content: string }[]
  | undefined {
  const folder = path.join(CORPORA, 'lambda-dockerfiles');
  return fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter(name => name.endsWith('.Dockerfile'))
        .sort()
        .map(name => ({
          name,
          content: fs.readFileSync(path.join(folder, name), 'utf8'),
        }))
    : undefined;
}
