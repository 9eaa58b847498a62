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
  compareVersionNames,
  versionNamespace,
} from '@lambda-compat/lambda-runtimes';
import type { Evaluation } from '../evaluation/types';
import { describeReport, listOf } from '../evaluation/wording';
import type { Finding, Verdict } from '../types';

/**
 * The verdict and its first reason in a sentence.
 *
 * @internal
 */
export function sentenceOf(
  evaluation: Evaluation,
  verdict: Verdict,
  findings: Finding[],
): string {
  switch (verdict) {
    case 'compatible':
      return compatibleSentence(evaluation);
    case 'no-native-code':
      return noNativeCode(evaluation);
    default:
      return leading(verdict, findings);
  }
}

function leading(verdict: Verdict, findings: Finding[]): string {
  const of = (wanted: Finding['verdict']) =>
    findings.filter(one => one.verdict === wanted);
  const [first, ...others] = of(
    verdict === 'broken' ? 'broken' : verdictOf(verdict),
  );
  const more: string[] = [];
  if (others.length > 0) {
    more.push(`${others.length} more like it`);
  }
  const unknown = of('unknown').length;
  if (verdict !== 'unknown' && unknown > 0) {
    more.push(`${unknown} ${unknown === 1 ? 'item' : 'items'} unknown`);
  }
  const rest = more.length > 0 ? ` (${more.join('; ')})` : '';
  const reason =
    first?.undecided && !first.message.includes('Not known:')
      ? ` Not known: ${first.undecided}.`
      : '';
  return `${first?.message ?? ''}${reason}${rest}`;
}

function verdictOf(verdict: Verdict): Finding['verdict'] {
  return verdict === 'at-risk' ? 'at-risk' : 'unknown';
}

function noNativeCode({ facts, target }: Evaluation): string {
  const names = facts.artifacts.map(({ name }) => name);
  return `There is no native code in ${listOf(
    names,
  )}: nothing of it asks ${target} for a library.`;
}

function compatibleSentence(evaluation: Evaluation): string {
  const { objects, target, selections, files } = evaluation;
  const counted = [...new Set(objects.map(({ file }) => file))];
  if (counted.length === 0) {
    const [first] = selections?.files ?? [];
    return `Compatible with ${target}: none of the ${files.length} native ${
      files.length === 1 ? 'file' : 'files'
    } is loaded there${
      first ? ` (${first.reason.replace(/^not selected: /, '')})` : ''
    }.`;
  }
  const statics = counted.filter(({ scanned }) => scanned.report?.static);
  const [first] = counted;
  if (statics.length === counted.length) {
    const what =
      counted.length === 1 && first.scanned.report
        ? `${first.path} is static (${describeReport(first.scanned.report)})`
        : `all ${counted.length} native files are static`;
    return `Compatible with ${target}: ${what} and needs nothing of the runtime, so that no base image can break it.`.replace(
      'static and needs',
      counted.length === 1 ? 'static and needs' : 'static and need',
    );
  }
  const who =
    counted.length === 1
      ? `${first.path} finds everything it asks for`
      : `all ${counted.length} native files find everything they ask for`;
  return `Compatible with ${target}: ${who}${upTo(evaluation)}.`;
}

/** The highest needs, and whether the C++ library is among them. */
function upTo({ objects }: Evaluation): string {
  const highest = new Map<string, string>();
  let libraries = 0;
  let cxx = false;
  for (const { object } of objects) {
    libraries += object.needs.length;
    cxx ||= object.needs.some(({ name }) => name.startsWith('libstdc++.'));
    for (const { version, weak } of object.versions) {
      const namespace = versionNamespace(version);
      const top = highest.get(namespace);
      if (
        !weak &&
        /_\d/.test(version) &&
        (top === undefined || compareVersionNames(version, top) > 0)
      ) {
        highest.set(namespace, version);
      }
    }
  }
  const shown = ['GLIBC', 'GLIBCXX', 'CXXABI', 'GCC', 'OPENSSL'].flatMap(
    namespace => highest.get(namespace) ?? [],
  );
  if (shown.length === 0) {
    return libraries === 0 ? ', which is no library at all' : '';
  }
  return `, at most ${listOf(shown, 5)}${
    cxx ? '' : ', and nothing of libstdc++.so.6'
  }`;
}
