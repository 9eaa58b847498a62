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

import { readReferences } from '../references/readReferences';
import { writePin } from './writePin';

const DIGEST = `sha256:${'3f'.repeat(32)}`;
const OTHER = `sha256:${'a'.repeat(64)}`;

function write(content: string, tag: string | null) {
  const { references } = readReferences(
    { path: 'Dockerfile', content, target: undefined, getUrl: () => null },
    ['linux/arm64'],
  );
  const written = writePin(references[0], { digest: DIGEST, tag });
  const added = written.patch
    ?.split('\n')
    .filter(line => /^\+[^+]/.test(line))
    .join('|');
  return { ...written, patch: undefined, added };
}

describe('writePin', () => {
  it.each<[string, string, string | null, string, string]>([
    [
      'replaces the tag by the one that names the digest',
      'FROM a/b:latest AS x\n',
      '2023.6.1',
      `a/b:2023.6.1@${DIGEST}`,
      `+FROM a/b:2023.6.1@${DIGEST} AS x`,
    ],
    [
      'adds a tag where none is written',
      'FROM amazonlinux\n',
      '2023.6.1',
      `amazonlinux:2023.6.1@${DIGEST}`,
      `+FROM amazonlinux:2023.6.1@${DIGEST}`,
    ],
    [
      'is not misled by the port of a registry',
      'FROM host.test:5000/a/b\n',
      '1.2',
      `host.test:5000/a/b:1.2@${DIGEST}`,
      `+FROM host.test:5000/a/b:1.2@${DIGEST}`,
    ],
    [
      'keeps the tag where none is known that names the digest',
      'FROM a/b:latest\n',
      null,
      `a/b:latest@${DIGEST}`,
      `+FROM a/b:latest@${DIGEST}`,
    ],
    [
      'keeps the tag that names the digest',
      'FROM a/b:2023.6.1\n',
      '2023.6.1',
      `a/b:2023.6.1@${DIGEST}`,
      `+FROM a/b:2023.6.1@${DIGEST}`,
    ],
    [
      'replaces the tag in the variable that holds the image',
      'ARG IMAGE=a/b:latest\nFROM $IMAGE\n',
      '2023.6.1',
      `a/b:2023.6.1@${DIGEST}`,
      `+ARG IMAGE=a/b:2023.6.1@${DIGEST}`,
    ],
  ])('%s', (_, content, tag, pinned, added) => {
    expect(write(content, tag)).toEqual({
      pinned,
      added,
      noPatch: null,
      patch: undefined,
    });
  });

  it('does not write a tag into a variable that holds only the tag', () => {
    const { added, pinned } = write(
      'ARG TAG=latest\nFROM a/b:$TAG\n',
      '2023.6.1',
    );
    expect(added ?? '').not.toContain('2023.6.1');
    expect(pinned).toBe(
      added === undefined ? `a/b:2023.6.1@${DIGEST}` : `a/b:latest@${DIGEST}`,
    );
  });

  it('says why there is no patch', () => {
    expect(write(`FROM a/b:1@${OTHER}\n`, '2')).toEqual({
      pinned: `a/b:2@${DIGEST}`,
      patch: undefined,
      added: undefined,
      noPatch:
        'The reference at Dockerfile:1 is pinned already; its digest has to be replaced by hand.',
    });
  });
});
