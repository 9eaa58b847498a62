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
  BUILD_IMAGES,
  compareVersionNames,
  oldestBuildImage,
  versionNamespace,
  type OperatingSystem,
} from '@lambda-compat/lambda-runtimes';
import type { ElfReport } from '@lambda-compat/elf-symbols';
import type { Evaluation, NativeFile } from '../evaluation/types';
import { andMore } from '../evaluation/wording';
import { isOf } from '../waysOut/buildImages';
import type { Finding } from '../types';
import { finding } from './finding';

/** The libraries that the hints about build images speak of. */
const BASE = new Set(['libc.so.6', 'libm.so.6', 'libstdc++.so.6']);

/** Parts of glibc that nothing is linked with since 2.34 put them into libc. */
const MERGED = new Set(['libpthread.so.0', 'libdl.so.2', 'libutil.so.1']);

const NAMES: Record<OperatingSystem, string> = {
  al1: 'Amazon Linux 1',
  al2: 'Amazon Linux 2',
  al2023: 'Amazon Linux 2023',
  al2027: 'Amazon Linux 2027',
};

/**
 * A file that was built on another distribution than it runs on: versions can
 * match and the rest of the binary interface differ.
 *
 * @internal
 */
export function R30({ objects, profile, runtime }: Evaluation): Finding[] {
  const system = profile?.operatingSystem ?? runtime?.operatingSystem ?? null;
  if (system === null) {
    return [];
  }
  const isAbove = aboveOwnImages(system);
  const groups = new Map<string, NativeFile[]>();
  for (const file of new Set(objects.map(one => one.file))) {
    const { report } = file.scanned;
    if (report && evidenceIn(report, system, isAbove) !== null) {
      const { name } = file.artifact;
      groups.set(name, [...(groups.get(name) ?? []), file]);
    }
  }
  return [...groups.values()].flatMap(([file, ...others]) => {
    const { report } = file.scanned;
    const evidence = report && evidenceIn(report, system, isAbove);
    return report && evidence !== null
      ? finding('R30', {
          verdict: 'info',
          at: file,
          about: [system],
          message: `${file.path}${andMore(others.length)} ${
            others.length > 0 ? 'were' : 'was'
          } not built on ${NAMES[system]}: ${
            evidence.above === undefined
              ? evidence.why
              : whereBuilt(report, evidence.above, system)
          }. That versions match does not promise that the rest of the binary interface does.`,
        })
      : [];
  });
}

/** What shows it: a version that is too high, or a clause; null where nothing. */
type Evidence = { above: string } | { above?: undefined; why: string };

function evidenceIn(
  report: ElfReport,
  system: OperatingSystem,
  isAbove: (version: string) => boolean,
): Evidence | null {
  if (report.libc.kind !== 'glibc') {
    return null;
  }
  const above = baseVersions(report).find(isAbove);
  if (above !== undefined) {
    return { above };
  }
  const why =
    system === 'al2023' || system === 'al2027' ? olderGlibc(report) : null;
  return why === null ? null : { why };
}

function baseVersions({ versionNeeds }: ElfReport): string[] {
  return versionNeeds
    .filter(({ library }) => BASE.has(library))
    .flatMap(({ versions }) => versions.map(({ name }) => name));
}

/** Whether no build image of the system could have given a version. */
function aboveOwnImages(system: OperatingSystem): (version: string) => boolean {
  const own = BUILD_IMAGES.filter(image => isOf(image, system));
  const known = new Map<string, boolean>();
  return version => {
    let above = known.get(version);
    if (above === undefined) {
      const namespace = versionNamespace(version);
      above =
        own.length > 0 &&
        /_\d/.test(version) &&
        own.every(
          ({ highest }) =>
            Object.hasOwn(highest, namespace) &&
            compareVersionNames(version, highest[namespace]) > 0,
        );
      known.set(version, above);
    }
    return above;
  };
}

function whereBuilt(
  report: ElfReport,
  above: string,
  system: OperatingSystem,
): string {
  const hint = oldestBuildImage(baseVersions(report));
  return `it asks for ${above}, which ${NAMES[system]} has not${
    hint ? `; ${hint.image.name} is the oldest image known to have it` : ''
  }`;
}

/** A linker of glibc 2.34 or later would not have made these. */
function olderGlibc(report: ElfReport): string | null {
  const merged = report.needed.find(name => MERGED.has(name));
  if (merged !== undefined) {
    return `it needs ${merged}, which nothing is linked with since glibc 2.34`;
  }
  const ofLibc = report.versionNeeds.find(
    ({ library }) => library === 'libc.so.6',
  );
  // A need above 2.34 is a need of 2.34 or later as well.
  return report.interpreter !== null &&
    ofLibc &&
    !ofLibc.versions.some(
      ({ name }) =>
        /^GLIBC_\d/.test(name) && compareVersionNames(name, 'GLIBC_2.34') >= 0,
    )
    ? 'an executable linked with glibc 2.34 or later asks for GLIBC_2.34, and it does not'
    : null;
}
