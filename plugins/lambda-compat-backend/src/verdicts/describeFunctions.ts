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

import type {
  LambdaFunction,
  Sourced,
  SourcedValue,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Architecture, PackageType } from '@lambda-compat/lambda-runtimes';
import type { StoredUpload } from '../artifacts/uploads';
import { getFunctionNames } from '../catalog/functionNames';
import type { LambdaSubject } from '../catalog/lambdaSubject';
import {
  type LambdaSettings,
  readLambdaSettings,
} from '../catalog/readLambdaSettings';

/** One function of an entity, with everything that is said about it. */
export interface DescribedFunction {
  name: string;
  runtime: SourcedValue<string>;
  architecture: SourcedValue<Architecture>;
  packageType: SourcedValue<PackageType>;
  /** What was measured of it last. */
  upload: StoredUpload | null;
}

/** What the entity, its build files and its uploads say, in that order. */
export interface FunctionSources {
  subject: LambdaSubject;
  /** Of the last reading of its build files; empty if there was none. */
  read: readonly LambdaFunction[];
  /** The current ones. */
  uploads: readonly StoredUpload[];
}

interface Candidate<T> {
  value: T;
  source: string;
}

/**
 * The functions of an entity: those that it names, or else those that were
 * uploaded, or else itself.
 */
export function describeFunctions(
  sources: FunctionSources,
): DescribedFunction[] {
  const settings = readLambdaSettings(sources.subject);
  return listNames(sources).map(name =>
    describeFunction(
      name,
      settings,
      sources.read,
      sources.uploads.find(upload => upload.functionName === name) ?? null,
    ),
  );
}

function listNames({ subject, uploads }: FunctionSources): string[] {
  const named = getFunctionNames(subject);
  if (named) {
    return named;
  }
  return uploads.length > 0
    ? uploads.map(upload => upload.functionName)
    : [subject.name];
}

function describeFunction(
  name: string,
  settings: LambdaSettings,
  read: readonly LambdaFunction[],
  upload: StoredUpload | null,
): DescribedFunction {
  return {
    name,
    runtime: decide(
      [
        ...settings.runtimes.map(toCandidate),
        ...fromUpload(upload, upload?.runtime),
        ...fromFiles(read.map(({ runtime }) => runtime)),
      ],
      { value: null, source: 'not known', assumed: false },
    ),
    architecture: decide<Architecture>(
      [
        ...settings.architectures.map(toCandidate),
        ...fromUpload(upload, upload?.architecture),
        ...fromFiles(read.map(({ architecture }) => architecture)),
      ],
      {
        value: 'x86_64',
        source: 'the default of AWS Lambda',
        assumed: true,
      },
    ),
    packageType: decide<PackageType>(
      [
        ...settings.packageTypes.map(toCandidate),
        ...fromUpload(upload, upload?.packageType),
        ...fromFiles(read.map(({ packageType }) => packageType)),
      ],
      { value: 'zip', source: 'the default of AWS Lambda', assumed: true },
    ),
    upload,
  };
}

/** The first wins; the first other one that disagrees is said. */
function decide<T extends string>(
  candidates: ReadonlyArray<Candidate<T>>,
  fallback: SourcedValue<T>,
): SourcedValue<T> {
  const [first, ...others] = candidates;
  if (!first) {
    return fallback;
  }
  const other = others.find(({ value }) => value !== first.value);
  return {
    ...first,
    assumed: false,
    ...(other && {
      conflict: `It is ${first.value} by ${first.source}, but ${other.value} by ${other.source}.`,
    }),
  };
}

function toCandidate<T>({ value, source, detail }: Sourced<T>): Candidate<T> {
  return {
    value,
    source: source === 'annotation' ? `annotation ${detail}` : detail,
  };
}

function fromUpload<T>(
  upload: StoredUpload | null,
  value: T | null | undefined,
): Array<Candidate<T>> {
  return upload && value !== null && value !== undefined
    ? [{ value, source: `upload of ${upload.measuredAt.slice(0, 10)}` }]
    : [];
}

/**
 * What a Dockerfile's Lambda base image shows. What the entity says was written
 * down with it, and may have changed since.
 */
function fromFiles<T>(
  values: ReadonlyArray<Sourced<T> | null>,
): Array<Candidate<T>> {
  const found = values.find(value => value?.source === 'dockerfile');
  return found ? [toCandidate(found)] : [];
}
