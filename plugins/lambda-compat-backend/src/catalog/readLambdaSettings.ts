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
  ANNOTATION_ARCHITECTURE,
  ANNOTATION_DOCKERFILE,
  ANNOTATION_ENABLED,
  ANNOTATION_PACKAGE_TYPE,
  ANNOTATION_PREFIX,
  ANNOTATION_RUNTIME,
  type Architecture,
  type PackageType,
  type Problem,
  type Sourced,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  ANNOTATION_AWS_ARN,
  ANNOTATION_AWS_NAME,
  ANNOTATION_ROADIE_ARN,
  ANNOTATION_ROADIE_NAME,
} from './awsAnnotations';
import { LAMBDA_RUNTIME_IDS } from './lambdaRuntimeIds';
import type { LambdaSubject } from './lambdaSubject';
import { nearestName } from './nearestName';
import { type BuildFile, parseBuildFiles } from './parseBuildFiles';
import { quote } from './quote';

/** What the entity itself says about its functions. */
export interface LambdaSettings {
  /** False where the owner took the entity out. */
  enabled: boolean;
  /** Null where the repository has to be searched. */
  buildFiles: BuildFile[] | null;
  functionNames: string[];
  /** All values that are written somewhere, the one that wins first. */
  runtimes: Sourced<string>[];
  architectures: Sourced<Architecture>[];
  packageTypes: Sourced<PackageType>[];
  problems: Problem[];
}

const KNOWN_ANNOTATIONS = [
  ANNOTATION_ENABLED,
  ANNOTATION_DOCKERFILE,
  ANNOTATION_RUNTIME,
  ANNOTATION_ARCHITECTURE,
  ANNOTATION_PACKAGE_TYPE,
];

const ARCHITECTURES = new Map<string, Architecture>([
  ['arm64', 'arm64'],
  ['aarch64', 'arm64'],
  ['x86_64', 'x86_64'],
  ['amd64', 'x86_64'],
]);

const MAX_FUNCTIONS = 50;
const RUNTIME_ID = /^[a-z][a-z0-9.-]{1,63}$/;

/**
 * Reads annotations and the metadata that providers leave. Never throws: what
 * is wrong becomes a problem, and the rest is used.
 */
export function readLambdaSettings(subject: LambdaSubject): LambdaSettings {
  const problems = findUnknownAnnotations(subject);
  return {
    enabled: readEnabled(subject, problems),
    buildFiles: readBuildFiles(subject, problems),
    functionNames: readFunctionNames(subject),
    runtimes: readRuntimes(subject, problems),
    architectures: readArchitectures(subject, problems),
    packageTypes: readPackageTypes(subject, problems),
    problems,
  };
}

function findUnknownAnnotations(subject: LambdaSubject): Problem[] {
  return Object.keys(subject.annotations)
    .filter(
      key =>
        key.startsWith(ANNOTATION_PREFIX) && !KNOWN_ANNOTATIONS.includes(key),
    )
    .map(key => {
      const nearest = nearestName(
        key.slice(ANNOTATION_PREFIX.length),
        KNOWN_ANNOTATIONS.map(known => known.slice(ANNOTATION_PREFIX.length)),
      );
      return {
        code: 'LC101',
        severity: 'warning',
        annotation: key,
        message: `${quote(key)} is not an annotation that is read.${didYouMean(
          nearest && ANNOTATION_PREFIX + nearest,
        )}`,
        fix: `Use one of ${KNOWN_ANNOTATIONS.join(
          ', ',
        )}, or remove the annotation.`,
      };
    });
}

function readEnabled(subject: LambdaSubject, problems: Problem[]): boolean {
  const value = subject.annotations[ANNOTATION_ENABLED];
  const text = value?.trim().toLowerCase();
  if (text === undefined || text === 'true' || text === 'false') {
    return text !== 'false';
  }
  problems.push({
    code: 'LC102',
    severity: 'error',
    annotation: ANNOTATION_ENABLED,
    message: `${quote(value)} is neither 'true' nor 'false'.`,
    fix: "Write 'false', in quotes, to take the entity out; remove the annotation otherwise.",
  });
  return true;
}

function readBuildFiles(
  subject: LambdaSubject,
  problems: Problem[],
): BuildFile[] | null {
  const value = subject.annotations[ANNOTATION_DOCKERFILE];
  if (value === undefined) {
    return null;
  }
  const parsed = parseBuildFiles(value);
  problems.push(...parsed.problems);
  return parsed.buildFiles.length > 0 ? parsed.buildFiles : null;
}

function readFunctionNames(subject: LambdaSubject): string[] {
  const { annotations } = subject;
  const names = (annotations[ANNOTATION_ROADIE_NAME] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  if (names.length > 0) {
    return [...new Set(names)].slice(0, MAX_FUNCTIONS);
  }
  const name =
    getNameOfArn(annotations[ANNOTATION_ROADIE_ARN]) ??
    getNameOfArn(annotations[ANNOTATION_AWS_ARN]) ??
    annotations[ANNOTATION_AWS_NAME]?.trim();
  return [name || subject.name];
}

/** `arn:aws:lambda:eu-west-1:123456789012:function:NAME[:QUALIFIER]` */
function getNameOfArn(arn: string | undefined): string | undefined {
  const parts = arn?.trim().split(':') ?? [];
  return parts[0] === 'arn' && parts[2] === 'lambda' && parts[5] === 'function'
    ? parts[6] || undefined
    : undefined;
}

function readRuntimes(
  subject: LambdaSubject,
  problems: Problem[],
): Sourced<string>[] {
  const runtimes: Sourced<string>[] = [];
  const annotation = subject.annotations[ANNOTATION_RUNTIME];
  if (annotation !== undefined) {
    const value = annotation.trim();
    if (!LAMBDA_RUNTIME_IDS.includes(value)) {
      problems.push(describeRuntimeProblem(value));
    }
    if (RUNTIME_ID.test(value)) {
      runtimes.push({
        value,
        source: 'annotation',
        detail: ANNOTATION_RUNTIME,
      });
    }
  }
  if (subject.runtime && RUNTIME_ID.test(subject.runtime)) {
    runtimes.push({
      value: subject.runtime,
      source: 'metadata',
      detail: 'metadata.runtime',
    });
  }
  return runtimes;
}

function describeRuntimeProblem(value: string): Problem {
  const suggestion = didYouMean(nearestName(value, LAMBDA_RUNTIME_IDS));
  const problem = {
    code: 'LC102',
    annotation: ANNOTATION_RUNTIME,
    fix: 'Write an identifier of the Lambda API, for example provided.al2023.',
  } as const;
  // AWS adds runtimes. What could be one is used, and doubted.
  return RUNTIME_ID.test(value)
    ? {
        ...problem,
        severity: 'warning',
        message: `${quote(
          value,
        )} is not a Lambda runtime known here.${suggestion}`,
      }
    : {
        ...problem,
        severity: 'error',
        message: `${quote(value)} is not a Lambda runtime.${suggestion}`,
      };
}

function readArchitectures(
  subject: LambdaSubject,
  problems: Problem[],
): Sourced<Architecture>[] {
  const architectures: Sourced<Architecture>[] = [];
  const annotation = subject.annotations[ANNOTATION_ARCHITECTURE];
  if (annotation !== undefined) {
    const text = annotation.trim().toLowerCase();
    const value = ARCHITECTURES.get(text);
    if (value) {
      architectures.push({
        value,
        source: 'annotation',
        detail:
          text === value
            ? ANNOTATION_ARCHITECTURE
            : `${ANNOTATION_ARCHITECTURE} (${text})`,
      });
    } else {
      const nearest = nearestName(text, [...ARCHITECTURES.keys()]);
      problems.push({
        code: 'LC102',
        severity: 'error',
        annotation: ANNOTATION_ARCHITECTURE,
        message: `${quote(annotation)} is not an architecture.${didYouMean(
          nearest && ARCHITECTURES.get(nearest),
        )}`,
        fix: 'Write arm64 or x86_64.',
      });
    }
  }
  for (const text of subject.architectures) {
    const value = ARCHITECTURES.get(text.trim().toLowerCase());
    if (value) {
      architectures.push({
        value,
        source: 'metadata',
        detail: 'metadata.architectures',
      });
      break;
    }
  }
  return architectures;
}

function readPackageTypes(
  subject: LambdaSubject,
  problems: Problem[],
): Sourced<PackageType>[] {
  const annotation = subject.annotations[ANNOTATION_PACKAGE_TYPE];
  const value = annotation?.trim().toLowerCase();
  if (annotation === undefined || value === undefined) {
    return [];
  }
  if (value === 'zip' || value === 'image') {
    return [{ value, source: 'annotation', detail: ANNOTATION_PACKAGE_TYPE }];
  }
  problems.push({
    code: 'LC102',
    severity: 'error',
    annotation: ANNOTATION_PACKAGE_TYPE,
    message: `${quote(annotation)} is not a package type.${didYouMean(
      nearestName(value, ['zip', 'image']),
    )}`,
    fix: 'Write zip or image.',
  });
  return [];
}

function didYouMean(name: string | undefined): string {
  return name ? ` Did you mean ${name}?` : '';
}
