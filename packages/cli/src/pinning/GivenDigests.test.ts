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

import { parseImageReference } from '@lambda-compat/image-references';
import { GivenDigests } from './GivenDigests';

const a = `sha256:${'a'.repeat(64)}`;
const b = `sha256:${'b'.repeat(64)}`;

function digestFor(digests: GivenDigests, text: string): string | undefined {
  const parsed = parseImageReference(text);
  return parsed.ok ? digests.for(parsed.reference)?.digest : undefined;
}

describe('GivenDigests', () => {
  it.each([
    ['python:3.12', 'docker.io/library/python:3.12'],
    ['index.docker.io/library/python:3.12', 'python:3.12'],
    ['python', 'python:latest'],
    ['python:3.12', `python:3.12@${b}`],
    ['python', `python@${b}`],
    ['localhost:5000/a', 'localhost:5000/a:latest'],
  ])('gives the digest of %s to %s', (typed, text) => {
    const digests = GivenDigests.none().with(`${typed}=${a}`);
    expect(digestFor(digests, text)).toBe(a);
  });

  it.each([
    ['python:3.12', 'python:3.12-slim'],
    ['python:3.12', 'public.ecr.aws/docker/library/python:3.12'],
    ['python:3.12', `python@${b}`],
    ['amazonlinux:latest', 'arm64v8/amazonlinux:latest'],
  ])('does not give the digest of %s to %s', (typed, text) => {
    const digests = GivenDigests.none().with(`${typed}=${a}`);
    expect(digestFor(digests, text)).toBeUndefined();
  });

  it('takes the same digest twice, and sha512', () => {
    const long = `sha512:${'0'.repeat(128)}`;
    const digests = GivenDigests.none()
      .with(`python=${a}`)
      .with(`docker.io/library/python:latest=${a}`)
      .with(`node=${long}`);
    expect(digests.all()).toHaveLength(2);
    expect(digestFor(digests, 'node')).toBe(long);
  });

  it.each([
    ['python:3.12', 'Write reference=digest'],
    [a, 'Write reference=digest'],
    [`=${a}`, 'Write reference=digest'],
    ['python=latest', 'A digest is sha256:'],
    [`python=${a.slice(0, -1)}`, 'A digest is sha256:'],
    [`python=${a.toUpperCase()}`, 'A digest is sha256:'],
    [`Python=${a}`, 'This is not an image reference: '],
    [`python@${b}=${a}`, 'The reference has a digest already'],
    [`node=${b}`, 'Another digest was given for docker.io/library/node:latest'],
  ])('refuses %s', (option, message) => {
    const digests = GivenDigests.none().with(
      `docker.io/library/node:latest=${a}`,
    );
    expect(() => digests.with(option)).toThrow(message);
  });
});
