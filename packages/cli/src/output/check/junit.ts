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

import type { FileOutcome, Finding } from '@lambda-compat/compatibility';
import type { CheckOutcome } from '../../checking/CheckOutcome';
import type { CheckedPart } from '../../checking/parts';
import { sourceText } from './findingFacts';
import { type XmlElement, xmlDocument } from './xml';

/** What a test case came to. */
type CaseResult = 'passed' | 'failure' | 'skipped' | 'error';

interface TestCase {
  result: CaseResult;
  element: XmlElement;
}

/**
 * JUnit's XML: a suite for each artifact, a case for each native file that
 * counts, and one for what is about no file.
 */
export function junitDocument(outcome: CheckOutcome): string {
  const { parts, judgement } = outcome;
  return suitesDocument(
    parts.map((part, index) => {
      const findings = judgement.findings.filter(({ artifact }) =>
        // What is about no artifact, or about one that was not read.
        index === 0
          ? !parts.slice(1).some(({ name }) => name === artifact)
          : artifact === part.name,
      );
      const files = judgement.files.filter(
        ({ artifact, loads }) => artifact === part.name && loads !== null,
      );
      return suite(part.path, casesOf(part, files, findings, outcome));
    }),
  );
}

/** The document where nothing could be judged. */
export function failedJunitDocument(path: string, message: string): string {
  return suitesDocument([
    suite(path, [testCase(path, path, 'error', message, message)]),
  ]);
}

function suitesDocument(suites: XmlElement[]): string {
  return xmlDocument({
    name: 'testsuites',
    attributes: { name: 'lambda-compat', ...sumOf(suites) },
    children: suites,
  });
}

function suite(name: string, cases: TestCase[]): XmlElement {
  const count = (result: CaseResult) =>
    cases.filter(one => one.result === result).length;
  return {
    name: 'testsuite',
    attributes: {
      name,
      tests: cases.length,
      failures: count('failure'),
      errors: count('error'),
      skipped: count('skipped'),
      time: 0,
    },
    children: cases.map(({ element }) => element),
  };
}

function sumOf(suites: readonly XmlElement[]) {
  const sum = (key: string) =>
    suites.reduce(
      (total, { attributes }) => total + Number(attributes[key]),
      0,
    );
  return {
    tests: sum('tests'),
    failures: sum('failures'),
    errors: sum('errors'),
    skipped: sum('skipped'),
    time: 0,
  };
}

function casesOf(
  part: CheckedPart,
  files: readonly FileOutcome[],
  findings: readonly Finding[],
  outcome: CheckOutcome,
): TestCase[] {
  const named = new Set(files.map(({ path }) => path));
  const others = findings.filter(
    ({ file }) => file === null || !named.has(file),
  );
  return [
    // Always there, so that a suite is never empty.
    caseOf(part.path, 'the function as a whole', 'yes', others, outcome),
    ...files.map(({ path, loads }) =>
      caseOf(
        part.path,
        path,
        loads,
        findings.filter(({ file }) => file === path),
        outcome,
      ),
    ),
  ];
}

function caseOf(
  suiteName: string,
  name: string,
  loads: FileOutcome['loads'],
  findings: readonly Finding[],
  { known }: CheckOutcome,
): TestCase {
  const broken = findings.filter(({ verdict }) => verdict === 'broken');
  const fresh = broken.filter(finding => !known?.has(finding));
  const unknown = findings.filter(({ verdict }) => verdict === 'unknown');
  if (fresh.length > 0 || (loads === 'no' && broken.length === 0)) {
    const [first] = fresh;
    return testCase(
      suiteName,
      name,
      'failure',
      first?.message ?? 'It does not load.',
      fresh.map(textOf).join('\n\n'),
    );
  }
  if (broken.length > 0) {
    const message = `Known from the baseline: ${broken[0].message}`;
    return testCase(suiteName, name, 'skipped', message);
  }
  if (unknown.length > 0 || loads === 'unknown') {
    const message = unknown[0]?.message ?? 'It is not known whether it loads.';
    return testCase(suiteName, name, 'skipped', message);
  }
  return testCase(suiteName, name, 'passed', '');
}

function testCase(
  suiteName: string,
  name: string,
  result: CaseResult,
  message: string,
  text?: string,
): TestCase {
  return {
    result,
    element: {
      name: 'testcase',
      attributes: { classname: suiteName, name, time: 0 },
      children:
        result === 'passed'
          ? []
          : [
              {
                name: result,
                attributes: {
                  message,
                  ...(result !== 'skipped' && { type: typeOf(result) }),
                },
                ...(text !== undefined && { text }),
              },
            ],
    },
  };
}

function typeOf(result: CaseResult): string {
  return result === 'failure' ? 'broken' : 'infrastructure';
}

function textOf(finding: Finding): string {
  const { rule, message, symbols, provided, waysOut } = finding;
  return [
    `${rule}: ${message}`,
    ...symbols.map(
      ({ demangled, alsoAt }) =>
        `  asked for by ${demangled}${
          alsoAt.length > 0 ? `; also at ${alsoAt.join(', ')}` : ''
        }`,
    ),
    ...(provided?.sources ?? []).map(
      source => `  known from ${sourceText(source)}`,
    ),
    ...waysOut.map(
      ({ text, code }, index) =>
        `  ${index + 1}. ${text}${code === null ? '' : `\n     ${code}`}`,
    ),
  ].join('\n');
}
