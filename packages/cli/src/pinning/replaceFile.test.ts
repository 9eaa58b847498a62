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

import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/temporaryFolder';
import { replaceFile } from './replaceFile';

describe('replaceFile', () => {
  const before = Buffer.from('FROM a\n');
  const after = Buffer.from('FROM b\n');
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder({ 'real/Dockerfile': before });
  });
  afterEach(() => folder.remove());

  it('keeps permissions and the link that led to the file, and leaves nothing beside it', async () => {
    const file = join(folder.path, 'real/Dockerfile');
    const link = join(folder.path, 'Dockerfile');
    chmodSync(file, 0o751);
    symlinkSync('real/Dockerfile', link);

    await replaceFile(link, before, after);

    expect(readFileSync(file)).toEqual(after);
    expect(statSync(file).mode % 0o10000).toBe(0o751);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(folder.path, 'real'))).toEqual(['Dockerfile']);
  });

  it('does not overwrite what someone else wrote meanwhile', async () => {
    const file = join(folder.path, 'real/Dockerfile');

    await expect(
      replaceFile(file, Buffer.from('FROM c\n'), after),
    ).rejects.toMatchObject({ code: 'CHANGED' });

    expect(readFileSync(file)).toEqual(before);
    expect(readdirSync(join(folder.path, 'real'))).toEqual(['Dockerfile']);
  });
});
