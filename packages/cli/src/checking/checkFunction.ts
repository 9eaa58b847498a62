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
  type FunctionFacts,
  judge,
  type Judgement,
} from '@lambda-compat/compatibility';
import { demangle } from '@lambda-compat/elf-symbols';
import {
  type Architecture,
  type PackageType,
  profileFromReport,
  type RuntimeProfile,
  RuntimeProfileError,
} from '@lambda-compat/lambda-runtimes';
import { UsageError } from '../commands/UsageError';
import { printable } from '../terminal/printable';
import { profileFromFile, shippedProfile } from './chooseProfile';
import type { CheckedPart } from './parts';
import { factsOf, scanParts } from './scanParts';

/** What a check is asked for. */
export interface CheckRequest {
  path: string;
  layers: readonly string[];
  packageType: PackageType;
  runtime?: string;
  architecture?: Architecture;
  asOf?: string;
  /** Path of a measured profile. */
  profilePath?: string;
  libraryPath?: string;
  /** `YYYY-MM-DD`. */
  today: string;
}

/** A function that was read and judged. */
export interface CheckedFunction {
  facts: FunctionFacts;
  parts: CheckedPart[];
  judgement: Judgement;
}

/**
 * Reads a function and judges it.
 *
 * @throws UsageError for a target that does not exist or is not whole, before
 *   anything is read; InfrastructureError when something cannot be read
 */
export async function checkFunction(
  request: CheckRequest,
  cwd: string,
): Promise<CheckedFunction> {
  const given = await givenProfile(request, cwd);
  const { parts, unread } = await scanParts(request.path, request.layers, {
    cwd,
    image: isWholeImage(request),
  });
  const profile = given ?? profileOfImage(request, parts[0]);
  const facts: FunctionFacts = {
    runtime: request.runtime ?? profile?.runtime ?? null,
    architecture: request.architecture ?? profile?.architecture ?? null,
    packageType: request.packageType,
    profile,
    artifacts: factsOf(parts),
    unread,
    libraryPath: request.libraryPath ?? null,
    image: null,
    evidence: 'build',
    outdated: null,
    today: request.today,
  };
  return { facts, parts, judgement: judge(facts, {}, { demangle }) };
}

/** The profile that the command line names; null: it is in the image. */
async function givenProfile(
  request: CheckRequest,
  cwd: string,
): Promise<RuntimeProfile | null> {
  const { runtime, architecture, packageType, profilePath } = request;
  // Read before the artifact, because a mistake in it is found sooner.
  if (profilePath !== undefined) {
    const profile = await profileFromFile(profilePath, cwd);
    checkProfile(profile, request, profilePath);
    return profile;
  }
  if (isWholeImage(request)) {
    if (runtime !== undefined && architecture !== undefined) {
      shippedProfile({ runtime, architecture, packageType });
    }
    return null;
  }
  return namedProfile(request);
}

function namedProfile(request: CheckRequest): RuntimeProfile {
  const { runtime, architecture, packageType, asOf } = request;
  if (runtime === undefined || architecture === undefined) {
    throw new UsageError(
      'Say with --runtime and --arch what the function runs on, or give a measured --profile.',
    );
  }
  return shippedProfile({ runtime, architecture, packageType, asOf });
}

/** With a profile, the path is what lies on the image that it was measured in. */
function isWholeImage({ packageType, profilePath }: CheckRequest): boolean {
  return packageType === 'image' && profilePath === undefined;
}

function checkProfile(
  profile: RuntimeProfile,
  { runtime, architecture, packageType }: CheckRequest,
  path: string,
): void {
  const name = printable(path);
  if (architecture !== undefined && profile.architecture !== architecture) {
    throw new UsageError(
      `${name} was measured on ${profile.architecture}, and --arch says ${architecture}.`,
    );
  }
  if (
    runtime !== undefined &&
    profile.runtime !== null &&
    profile.runtime !== runtime
  ) {
    throw new UsageError(
      `${name} was measured on ${printable(
        profile.runtime,
      )}, and --runtime says ${printable(runtime)}.`,
    );
  }
  if (packageType !== profile.packageType && packageType === 'image') {
    throw new UsageError(
      `${name} is of a zip function, and --package-type says image.`,
    );
  }
}

/**
 * What an image function finds: its image, or Lambda's own image where only a
 * part of it was given. Null where the image has no libraries, as one that is
 * made from scratch.
 */
function profileOfImage(
  request: CheckRequest,
  image: CheckedPart,
): RuntimeProfile | null {
  const { runtime, architecture } = request;
  if (image.mount === 'function') {
    return namedProfile(request);
  }
  try {
    return profileFromReport(image.report, {
      name: image.path,
      ...(runtime !== undefined && { runtime }),
      ...(architecture !== undefined && { architecture }),
    });
  } catch (error) {
    if (error instanceof RuntimeProfileError) {
      return null;
    }
    throw error;
  }
}
