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
  DIGEST,
  FLOATING,
  PINNED,
  reference,
  UNRESOLVED,
} from '../../__fixtures__/reports';
import {
  completeName,
  digestCommand,
  referenceText,
  shortenDigests,
} from './referenceText';

describe('referenceText', () => {
  it('shows the used value, and the written one where a variable is open', () => {
    expect(
      referenceText(
        reference({ raw: 'python:${PY}', resolved: 'python:3.13' }),
      ),
    ).toBe('python:3.13');
    expect(referenceText(UNRESOLVED)).toBe('python:${VERSION}-slim');
    expect(referenceText(reference({ raw: '$IMAGE', resolved: '' }))).toBe(
      '$IMAGE',
    );
  });

  it('cuts digests to twelve digits and nothing else', () => {
    expect(shortenDigests(PINNED.resolved)).toBe(
      'alpine:3.21@sha256:1c4eef651f65…',
    );
    expect(shortenDigests('team/sha256:latest')).toBe('team/sha256:latest');
  });

  it('puts the complete name together', () => {
    expect(completeName(FLOATING)).toBe('docker.io/arm64v8/amazonlinux:latest');
    expect(completeName(PINNED)).toBe(
      `docker.io/library/alpine:3.21@${DIGEST}`,
    );
    expect(completeName(UNRESOLVED)).toBeNull();
  });

  it.each([
    ['a; rm -rf ~'],
    ['$(reboot)'],
    ["a'b"],
    ['a b'],
    ['--format'],
    ['a\nb'],
  ])('builds no command from %j, which a shell would read otherwise', name => {
    const hostile = reference({
      normalized: {
        registry: name,
        repository: 'library/a',
        tag: 'latest',
        digest: null,
      },
    });
    expect(digestCommand(hostile)).toBeNull();
    expect(digestCommand(FLOATING)).toBe(
      "docker buildx imagetools inspect docker.io/arm64v8/amazonlinux:latest --format '{{.Manifest.Digest}}'",
    );
  });
});
