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

import { readCases } from './corpora';
import { findImageReferences } from './engine';

interface ExpectedReference {
  raw: string;
  resolved?: string;
  kind: 'image' | 'stage' | 'scratch' | 'error';
  error?: string;
  normalized?: string;
  domain?: string;
  path?: string;
  tag?: string;
  platform?: string;
  stage?: number;
  stageName?: string;
  varsUsed?: string[];
  varsUnmatched?: string[];
  where: string;
  startLine: number;
  endLine: number;
  inStage: number;
  reachable: boolean;
}

interface IntegrationCase {
  name: string;
  dockerfile: string;
  expected: {
    error?: string;
    stages: number;
    refs: ExpectedReference[];
    metaArgs?: Record<string, string>;
  };
}

const SET = 'buildkit-integration-dockerfiles.json';
const cases = readCases<IntegrationCase>(SET);

const ORIGINS: Readonly<Record<string, string>> = {
  from: 'dockerfile-from',
  'copy-from': 'dockerfile-copy-from',
  'run-mount-from': 'dockerfile-run-mount',
  'onbuild-copy-from': 'dockerfile-onbuild',
  'onbuild-run-mount-from': 'dockerfile-onbuild',
};

/**
 * BuildKit stops at these as well, which the set, made without running a
 * build, does not tell: an empty platform, an unknown key and an unknown type
 * of a mount.
 */
const BEYOND_THE_SET = new Set([
  'dockerfile_check:testUndeclaredArg:1003',
  'dockerfile_mount:testMountInvalid:135',
  'dockerfile_mount:testMountInvalid:161',
]);

/** In the order of the file; the set lists FROM first. */
function inFileOrder(refs: ExpectedReference[]): ExpectedReference[] {
  return [...refs].sort((a, b) => a.startLine - b.startLine);
}

describe("the Dockerfiles of BuildKit's integration tests", () => {
  if (!cases) {
    // The public sets lie beside the checkout, not in it.
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    it.skip(`is not run without ../shared/corpora/${SET}`, () => {});
    return;
  }

  it('has 177 cases', () => {
    expect(cases).toHaveLength(177);
  });

  it.each(cases)('reads $name', ({ dockerfile, expected }) => {
    const { references, files } = findImageReferences(
      [{ path: 'Dockerfile', content: dockerfile }],
      { platforms: ['linux/amd64'] },
    );
    const refs = inFileOrder(expected.refs);

    expect(files[0].stages).toBe(expected.stages);
    expect(
      references
        .filter(({ origin }) => origin !== 'dockerfile-syntax')
        .map(reference => ({
          origin: reference.origin,
          kind: reference.kind,
          raw: reference.raw,
          resolved: reference.kind === 'invalid' ? '' : reference.resolved,
          normalized: reference.normalized && {
            registry: reference.normalized.registry,
            repository: reference.normalized.repository,
            tag: reference.normalized.tag,
          },
          targetStage: reference.targetStage?.index,
          platform: reference.platform ?? undefined,
          startLine: reference.startLine,
          endLine: reference.endLine,
          stage: reference.stage?.index,
          reachable: reference.reachable,
        })),
    ).toEqual(
      refs.map(ref => ({
        origin: ORIGINS[ref.where],
        kind: ref.kind === 'error' ? 'invalid' : ref.kind,
        raw: ref.raw,
        resolved: ref.kind === 'error' ? '' : ref.resolved,
        normalized:
          ref.kind === 'image'
            ? {
                registry: ref.domain,
                repository: ref.path,
                tag: ref.normalized?.split(':').pop(),
              }
            : null,
        targetStage: ref.stage,
        platform: ref.platform,
        startLine: ref.startLine,
        endLine: ref.endLine,
        stage: ref.inStage,
        reachable: ref.reachable,
      })),
    );
    const resolved = references.filter(
      ({ origin }) => origin !== 'dockerfile-syntax',
    );
    for (const [index, { kind, varsUsed, varsUnmatched }] of refs.entries()) {
      expect(resolved[index].steps.map(({ variable }) => variable)).toEqual(
        expect.arrayContaining(
          kind === 'error'
            ? []
            : [...(varsUsed ?? []), ...(varsUnmatched ?? [])],
        ),
      );
    }
  });

  it('reports an error for each of those that BuildKit refuses, and for no other', () => {
    const refused = cases.filter(
      ({ dockerfile }) =>
        findImageReferences([{ path: 'Dockerfile', content: dockerfile }])
          .errors.length > 0,
    );
    const expected = cases.filter(
      ({ name, expected: { error, refs } }) =>
        error !== undefined ||
        refs.some(({ kind }) => kind === 'error') ||
        BEYOND_THE_SET.has(name),
    );
    expect(refused.map(({ name }) => name)).toEqual(
      expected.map(({ name }) => name),
    );
  });
});
