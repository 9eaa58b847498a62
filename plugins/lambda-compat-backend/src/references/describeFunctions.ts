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
  ANNOTATION_RUNTIME,
  type Architecture,
  type LambdaFunction,
  type PackageType,
  type Problem,
  type Sourced,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { canonicalImage } from '@lambda-compat/image-references';
import type { LambdaSettings } from '../catalog/readLambdaSettings';
import type { StoredReference } from './entityFacts';
import { readLambdaBaseImage } from './lambdaBaseImage';

/** A value read from a build file, with its place. */
interface Detected<T> extends Sourced<T> {
  file: string;
  line: number;
}

/**
 * Puts together what the entity says about its functions and what its build
 * files show. Where they disagree the entity wins, and a problem says so.
 */
export function describeFunctions(
  settings: LambdaSettings,
  references: readonly StoredReference[],
): { functions: LambdaFunction[]; problems: Problem[] } {
  const bases = references.filter(
    ({ reachable, deferred, role }) =>
      reachable && !deferred && role === 'runtime',
  );
  const runtime = decide(
    'runtime',
    ANNOTATION_RUNTIME,
    settings.runtimes,
    detect(bases, getRuntime),
  );
  const architecture = decide(
    'architecture',
    ANNOTATION_ARCHITECTURE,
    settings.architectures,
    detect(bases, getArchitecture),
  );
  // A final stage on a Lambda image is deployed as an image unless its owner
  // says that only files are taken out of it. That is no contradiction.
  const packageType: Sourced<PackageType> | undefined =
    settings.packageTypes[0] ?? detect(bases, getPackageType)[0];

  const functions = settings.functionNames.map(name => ({
    name,
    runtime:
      runtime.value ??
      (runtime.problem ? null : readBuilders(references)) ??
      null,
    architecture: architecture.value ?? {
      value: 'x86_64' as const,
      source: 'assumed' as const,
      detail: 'the default of AWS Lambda',
    },
    packageType: packageType ? toSourced(packageType) : null,
  }));
  return {
    functions,
    problems: [runtime.problem, architecture.problem].filter(
      problem => problem !== undefined,
    ),
  };
}

/**
 * A build stage on an image of a runtime shows for what it builds, as long as
 * all of them agree.
 */
function readBuilders(
  references: readonly StoredReference[],
): Sourced<string> | undefined {
  const builders = references.filter(
    ({ reachable, deferred, role }) =>
      reachable && !deferred && role === 'builder',
  );
  const detected = detect(builders, getRuntime);
  return detected.length === 1 ? toSourced(detected[0]) : undefined;
}

function getRuntime({ normalized }: StoredReference): string | undefined {
  const image = normalized && readLambdaBaseImage(normalized);
  return image?.runtime ?? undefined;
}

function getPackageType({
  normalized,
}: StoredReference): PackageType | undefined {
  const image = normalized && readLambdaBaseImage(normalized);
  return image?.use === 'run' ? 'image' : undefined;
}

function getArchitecture({
  normalized,
  platform,
}: StoredReference): Architecture | undefined {
  const architecture =
    /^linux\/(amd64|arm64)(\/|$)/.exec(platform ?? '')?.[1] ??
    (normalized && canonicalImage(normalized).architecture) ??
    (normalized && readLambdaBaseImage(normalized)?.architecture);
  if (architecture === 'amd64' || architecture === 'x86_64') {
    return 'x86_64';
  }
  return architecture === 'arm64' ? 'arm64' : undefined;
}

/** The distinct values, each with the first place that shows it. */
function detect<T extends string>(
  references: readonly StoredReference[],
  getValue: (reference: StoredReference) => T | undefined,
): Detected<T>[] {
  const detected = new Map<T, Detected<T>>();
  for (const reference of references) {
    const value = getValue(reference);
    if (value !== undefined && !detected.has(value)) {
      const { file } = reference.place;
      const line = reference.startLine;
      detected.set(value, {
        value,
        source: 'dockerfile',
        detail: `${file}:${line}`,
        file,
        line,
      });
    }
  }
  return [...detected.values()];
}

function decide<T extends string>(
  what: string,
  annotation: string,
  declared: readonly Sourced<T>[],
  detected: readonly Detected<T>[],
): { value?: Sourced<T>; problem?: Problem } {
  const [first, ...others] = [...declared, ...detected];
  const other = others.find(({ value }) => value !== first.value);
  if (!first || !other) {
    return { value: first && toSourced(first) };
  }
  const place = detected.find(({ value }) => value === other.value);
  const problem: Problem = {
    code: 'LC201',
    severity: 'warning',
    message: `The ${what} is ${first.value} by ${describe(first)}, but ${
      other.value
    } by ${describe(other)}.`,
    fix:
      declared.length > 0
        ? 'Change one of them, so that both say the same.'
        : `Write the ${what} in the annotation ${annotation}, or name the build file of the function in lambda-compat/dockerfile.`,
    ...(place && { file: place.file, line: place.line }),
    ...(first.source === 'annotation' && { annotation }),
  };
  // Two build files that disagree leave nothing to choose by.
  return declared.length > 0
    ? { value: toSourced(first), problem }
    : { problem };
}

function describe({ source, detail }: Sourced<string>): string {
  return source === 'annotation' ? `the annotation ${detail}` : detail;
}

function toSourced<T>({ value, source, detail }: Sourced<T>): Sourced<T> {
  return { value, source, detail };
}
