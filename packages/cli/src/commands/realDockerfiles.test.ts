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

import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { runProgram } from '../testing/runProgram';

const corpus = resolve(
  __dirname,
  '../../../../../shared/corpora/lambda-dockerfiles',
);
const withCorpus = existsSync(corpus) ? describe : describe.skip;

withCorpus('refs on real functions (skipped without the corpora)', () => {
  it('reads all 170 Dockerfiles', async () => {
    const names = readdirSync(corpus).filter(name =>
      name.endsWith('.Dockerfile'),
    );
    const json = await runProgram(['refs', '.', '--format', 'json'], {
      cwd: corpus,
    });
    expect(json.code).toBe(0);
    const { references } = JSON.parse(json.stdout) as {
      references: { file: string }[];
    };
    // 169.Dockerfile is refused by a builder: it has a line that starts with &&.
    expect(new Set(references.map(({ file }) => file)).size).toBe(
      names.length - 1,
    );

    const text = await runProgram(['refs', '.'], { cwd: corpus });
    expect(text.code).toBe(0);
    expect(text.stdout).toContain(` in ${names.length} files: `);
  });
});
