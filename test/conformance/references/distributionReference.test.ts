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

/* eslint-disable @backstage/no-forbidden-package-imports -- the suite tests the
   functions behind the public ones too */
import { familiarMatch } from '@lambda-compat/image-references/src/reference/familiarMatch';
import {
  familiarize,
  parseAnyReference,
  parseDockerRef,
  parseNamed,
  parseNormalizedNamed,
} from '@lambda-compat/image-references/src/reference/normalize';
import {
  formatParsedReference,
  ParseReferenceResult,
  parseReference,
  withDigest,
  withName,
  withTag,
} from '@lambda-compat/image-references/src/reference/parseReference';
/* eslint-enable @backstage/no-forbidden-package-imports */
import { needs, readCorpus } from './corpora';

interface ReferenceCase {
  fn: string;
  input: string;
  error?: string;
  valid?: boolean;
  name?: string;
  domain?: string;
  path?: string;
  tag?: string;
  digest?: string;
  familiar?: string;
  expected?: string | boolean;
  pattern?: string;
}

const KINDS: Record<string, string> = {
  ErrNameEmpty: 'name-empty',
  ErrNameTooLong: 'name-too-long',
  ErrNameContainsUppercase: 'name-uppercase',
  ErrNameNotCanonical: 'name-not-canonical',
  ErrReferenceInvalidFormat: 'invalid-format',
  'digest.ErrDigestInvalidLength': 'invalid-digest-length',
  'digest.ErrDigestUnsupported': 'unsupported-digest',
};

// The suite registers sha256 alone, builders have sha384 and sha512 too.
const OPTIONS = { digestAlgorithms: { sha256: 64 } };

function chain(
  result: ParseReferenceResult,
  next: (
    reference: Extract<ParseReferenceResult, { ok: true }>['reference'],
  ) => ParseReferenceResult,
): ParseReferenceResult {
  return result.ok ? next(result.reference) : result;
}

const FUNCTIONS: Record<string, (test: ReferenceCase) => ParseReferenceResult> =
  {
    Parse: ({ input }) => parseReference(input, OPTIONS),
    ParseNormalizedNamed: ({ input }) => parseNormalizedNamed(input, OPTIONS),
    ParseNamed: ({ input }) => parseNamed(input, OPTIONS),
    ParseDockerRef: ({ input }) => parseDockerRef(input, OPTIONS),
    ParseAnyReference: ({ input }) => parseAnyReference(input, OPTIONS),
    FamiliarMatch: ({ input }) => parseAnyReference(input, OPTIONS),
    WithName: ({ input }) => withName(input),
    WithTag: ({ input, tag, digest }) =>
      chain(
        digest
          ? chain(withName(input), name => withDigest(name, digest))
          : withName(input),
        name => withTag(name, tag ?? ''),
      ),
    WithDigest: ({ input, tag, digest }) =>
      chain(
        tag
          ? chain(withName(input), name => withTag(name, tag))
          : withName(input),
        name => withDigest(name, digest ?? ''),
      ),
  };

/** What we answer, in the words of the case. */
function answer(test: ReferenceCase): Partial<ReferenceCase> {
  const result = FUNCTIONS[test.fn](test);
  if (!result.ok) {
    return { error: test.error === 'any' ? 'any' : result.kind };
  }
  const { reference } = result;
  const { domain, path, tag, digest } = reference;
  const text = formatParsedReference(reference);
  return {
    valid: true,
    name: domain ? `${domain}/${path}` : path,
    domain,
    path,
    tag: tag ?? '',
    digest: digest ?? '',
    familiar: formatParsedReference(familiarize(reference)),
    expected:
      test.pattern === undefined
        ? text
        : familiarMatch(test.pattern, reference),
  };
}

const FILE = 'distribution-reference.json';
const corpus = readCorpus<{ cases: ReferenceCase[] }>(FILE);
const describeSuite = corpus ? describe : describe.skip;

/** The case in our words, without its input. */
function expectation(test: ReferenceCase): Partial<ReferenceCase> {
  const { fn, input, pattern, error, ...expected } = test;
  return error ? { ...expected, error: KINDS[error] ?? error } : expected;
}

describeSuite(`the reference grammar ${corpus ? '' : needs(FILE)}`, () => {
  const cases = corpus?.cases ?? [];

  it('is tested with the whole suite of distribution/reference', () => {
    expect(cases).toHaveLength(234);
    expect(new Set(cases.map(test => test.fn))).toEqual(
      new Set(Object.keys(FUNCTIONS)),
    );
  });

  it.each(Object.keys(FUNCTIONS))('answers every case of %s', fn => {
    for (const test of cases.filter(it => it.fn === fn)) {
      const { name_: _title, ...expected } = {
        name_: undefined,
        ...expectation(test),
      };
      expect({ input: test.input, ...answer(test) }).toMatchObject({
        input: test.input,
        ...expected,
      });
    }
  });
});
