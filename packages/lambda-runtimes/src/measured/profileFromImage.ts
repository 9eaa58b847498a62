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

import { SOURCES } from '../data/sources';
import { SYSTEM_STATES } from '../data/systemStates';
import { RuntimeProfileError } from '../errors';
import { checkDay } from '../profiles/checkDay';
import { shippedState } from '../profiles/shippedState';
import { runtimeLibraryPath } from '../runtimes/libraryPath';
import { findRuntime } from '../runtimes/runtimes';
import type {
  Architecture,
  FactSource,
  LambdaRuntime,
  PackageType,
  ProvidedLibrary,
  RuntimeProfile,
  RuntimeState,
} from '../types';
import { markBackport } from './measuredProfile';

/**
 * What was read of an image, for one architecture.
 *
 * @public
 */
export interface MeasuredImage {
  /** As it is pulled: `public.ecr.aws/lambda/provided:al2023`. */
  name: string;
  /** Of the manifest for the architecture. */
  digest: string;
  architecture: Architecture;
  /** What its loader takes, by name; all of them. */
  libraries: Array<{
    /** As `DT_NEEDED` says it. */
    name: string;
    /** Absolute, or null where it is not known. */
    path: string | null;
    versions: string[];
    /** Whether `versions` is known whole. */
    complete: boolean;
    symbols?: ProvidedLibrary['symbols'];
  }>;
  /** Absolute paths of its loaders. */
  interpreters: string[];
  /** Folders that the loader looks through, in order. */
  folders: string[];
}

/** @public */
export interface MeasuredImageOptions {
  /** The runtime that it is the image of; null where it is of none. */
  runtime: string | null;
  /** `image` for what runs on the image itself. */
  packageType: PackageType;
  /** The day of the measurement, `YYYY-MM-DD`. */
  asOf?: string;
}

/** Characters of a digest by which people tell images apart, as docker prints. */
const SHORT_DIGEST = 'sha256:'.length + 12;

/**
 * The profile of a runtime, measured in its image.
 *
 * For `image` functions it is what the image has. A managed runtime (`zip`)
 * lacks libraries of its image, as far as anybody has seen
 * (aws/aws-lambda-base-images#112): those that the shipped tables do not know of
 * it are `unknown`. What the image lacks is `no`, but for runtimes with a
 * language, of whose own `/var/lang/lib` nothing is published, and it is
 * `unknown`.
 *
 * @throws RuntimeProfileError for a runtime that is not known, none with a
 *   `zip` function, and an `asOf` that is not a day
 *
 * @public
 */
export function profileFromImage(
  image: MeasuredImage,
  options: MeasuredImageOptions,
): RuntimeProfile {
  const { name, digest, architecture } = image;
  const { packageType, asOf } = options;
  checkDay(asOf);
  const runtime = runtimeOf(options);
  const full = `${name}@${digest}`;
  const short = `${name}@${digest.slice(0, SHORT_DIGEST)}`;
  const libraries = measuredLibraries(image);
  const managed =
    packageType === 'zip' && runtime ? managedState(runtime, image) : null;
  if (managed) {
    doubt(libraries, managed, runtime?.id ?? '');
  }
  const known = runtime ? shippedOf(runtime, architecture) : null;
  const interpreters = interpretersOf(image, known);
  const state: RuntimeState = {
    id: 'measured',
    name: short,
    from: null,
    until: null,
    arrival: null,
    libraries: Object.fromEntries(
      [...libraries].sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    otherLibraries: managed
      ? managed.otherLibraries
      : { present: 'no', source: 'measured' },
    interpreters,
    otherInterpreters: interpreters.length > 0 ? 'no' : 'unknown',
    folders: [...image.folders],
    interpreterSource: 'measured',
  };
  const target = `${runtime?.id ?? short} on ${architecture}`;
  return {
    schema: 'lambda-compat/runtime-profile/v1',
    id: `image:${full}/${architecture}/${packageType}`,
    name: `${target}, ${packageType} function, measured${
      runtime ? ` in ${short}` : ''
    }`,
    origin: 'image',
    runtime: runtime?.id ?? null,
    operatingSystem: runtime?.operatingSystem ?? null,
    architecture,
    packageType,
    asOf: asOf ?? null,
    libraryPath: runtime ? runtimeLibraryPath(runtime) : [],
    states: [state],
    undecided: null,
    sources: sourcesOf(state, full, asOf),
  };
}

function runtimeOf({
  runtime: id,
  packageType,
}: MeasuredImageOptions): LambdaRuntime | null {
  if (id === null) {
    if (packageType === 'zip') {
      throw new RuntimeProfileError(
        'an image without a runtime says nothing of zip functions; name the runtime it is the image of',
      );
    }
    return null;
  }
  const runtime = findRuntime(id);
  if (!runtime) {
    throw new RuntimeProfileError(
      `${JSON.stringify(id.slice(0, 100))} is no Lambda runtime that is known`,
    );
  }
  return runtime;
}

/** The first file of a name is the one that the loader takes. */
function measuredLibraries({
  libraries,
}: MeasuredImage): Map<string, ProvidedLibrary> {
  const found = new Map<string, ProvidedLibrary>();
  for (const { name, path, versions, complete, symbols } of libraries) {
    if (!found.has(name)) {
      found.set(name, {
        present: 'yes',
        path,
        versions: [...versions],
        otherVersions: complete ? 'no' : 'unknown',
        ...(symbols && { symbols }),
        source: 'measured',
      });
    }
  }
  markBackport(found);
  return found;
}

/** What the tables know of the managed runtime, in the last state it can be in. */
function shippedOf(
  runtime: LambdaRuntime,
  architecture: Architecture,
): RuntimeState | null {
  const states = SYSTEM_STATES.filter(
    ({ system }) => system === runtime.operatingSystem,
  );
  const last = states[states.length - 1];
  return last
    ? shippedState(last, {
        architecture,
        packageType: 'zip',
        family: runtime.family,
        name: runtime.id,
      })
    : null;
}

function managedState(
  runtime: LambdaRuntime,
  { architecture }: MeasuredImage,
): Pick<RuntimeState, 'libraries' | 'otherLibraries'> {
  return {
    libraries: shippedOf(runtime, architecture)?.libraries ?? {},
    otherLibraries:
      runtime.family === 'provided'
        ? { present: 'no', source: 'measured' }
        : {
            present: 'unknown',
            source: 'var-lang',
            undecided: `whether /var/lang/lib of ${runtime.id} has it: its image has not, and AWS does not publish what the managed runtime has there; take a snapshot`,
          },
  };
}

/** Only what was seen in the managed runtime is there for certain. */
function doubt(
  libraries: Map<string, ProvidedLibrary>,
  managed: Pick<RuntimeState, 'libraries'>,
  runtime: string,
): void {
  for (const [name, library] of libraries) {
    const shipped = Object.hasOwn(managed.libraries, name)
      ? managed.libraries[name]
      : null;
    if (shipped?.present !== 'yes') {
      library.present = 'unknown';
      library.undecided = `whether the managed runtime ${runtime} has ${name}, as its image has; take a snapshot`;
      library.source =
        shipped?.present === 'unknown' ? shipped.source : 'image-only';
    }
  }
  for (const [name, { present }] of Object.entries(managed.libraries)) {
    if (present === 'no' && !libraries.has(name)) {
      libraries.set(name, {
        present: 'no',
        path: null,
        versions: [],
        otherVersions: 'no',
        source: 'measured',
      });
    }
  }
}

/**
 * With the other paths of the same loader: its folders are links to each other,
 * of which a reader of libraries follows one.
 */
function interpretersOf(
  { libraries, interpreters }: MeasuredImage,
  known: RuntimeState | null,
): string[] {
  const found = new Set([
    ...interpreters,
    ...libraries.flatMap(({ name, path }) =>
      /^ld[-.]/.test(name) ? path ?? [] : [],
    ),
  ]);
  const names = new Set([...found].map(nameOf));
  for (const path of known?.interpreters ?? []) {
    if (names.has(nameOf(path))) {
      found.add(path);
    }
  }
  return [...found].sort();
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Only those that the state names. */
function sourcesOf(
  state: RuntimeState,
  image: string,
  asOf: string | undefined,
): Record<string, FactSource> {
  const shipped: Record<string, FactSource> = SOURCES;
  const measured: Record<string, FactSource> = {
    measured: {
      text: `measured in ${image}${asOf === undefined ? '' : ` on ${asOf}`}`,
      asOf: asOf ?? null,
      grade: 'measured',
    },
    'image-only': {
      text: `in ${image}, and not among what was seen in the managed runtime, which lacks libraries of its image (aws/aws-lambda-base-images#112)`,
      asOf: asOf ?? null,
      grade: 'derived',
    },
  };
  const used = new Set(['measured', state.otherLibraries.source]);
  for (const { source } of Object.values(state.libraries)) {
    used.add(source);
  }
  return Object.fromEntries(
    [...used].sort().map(key => [key, measured[key] ?? shipped[key]]),
  );
}
