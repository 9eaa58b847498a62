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

import type { ContentsProblem, ImageContents } from '../types';
import {
  compareConfiguration,
  isConfigurationChanged,
} from './compareConfiguration';
import { compareFiles, type FileComparison } from './compareFiles';
import { compareLibraries } from './compareLibraries';
import { comparePackages } from './comparePackages';
import { describeComparison } from './sentence';
import type { ComparedImage, ImageComparison } from './types';

/** Sentences about what could not be compared; the rest is one number. */
const MAX_UNDECIDED = 50;

/**
 * Says what changed between two images of one platform: symbol versions that
 * the libraries gained and lost which the loader takes on both sides, the
 * distribution, packages by their system's own order of versions, the
 * configuration, and files (mode, owner and extended attributes apart, times
 * only counted).
 *
 * Images with the same diff_ids have the same files, which are not compared
 * then. Needs time and memory in proportion to the number of files.
 *
 * @param from - The image before.
 * @param to - The image after.
 * @public
 */
export function compareImages(
  from: ImageContents,
  to: ImageContents,
): ImageComparison {
  const paths = [...from.problems, ...to.problems].map(({ path }) => path);
  const files = compareFiles(from, to, new Set(paths.filter(isPath)));
  const found = compareLibraries(from, to);
  const comparison: Omit<ImageComparison, 'sentence' | 'class'> = {
    schema: 'lambda-compat/image-comparison/v1',
    from: compared(from),
    to: compared(to),
    distro: { from: from.os, to: to.os, changed: isOtherDistro(from, to) },
    symbolVersions: found.symbolVersions,
    libraries: found.libraries,
    packages: comparePackages(from, to),
    configuration: compareConfiguration(from.config, to.config),
    files: files.changes,
    size: { from: { ...from.size }, to: { ...to.size } },
    undecided: bounded([
      ...found.undecided,
      ...problemsOf('old', from, files),
      ...problemsOf('new', to, files),
    ]),
  };
  const withClass = { ...comparison, class: classOf(comparison) };
  return { ...withClass, sentence: describeComparison(withClass) };
}

function compared({ digest, platform, config }: ImageContents): ComparedImage {
  return {
    digest,
    platform,
    created: config.created,
    version: config.labels['org.opencontainers.image.version'] ?? null,
  };
}

function isOtherDistro(from: ImageContents, to: ImageContents): boolean {
  return (
    from.os?.id !== to.os?.id ||
    releaseOf(from.os?.versionId) !== releaseOf(to.os?.versionId)
  );
}

/**
 * The release that a VERSION_ID names: Alpine writes its patch level as a third
 * number (3.20.2), with which no library gets another line of versions.
 */
function releaseOf(versionId: string | null | undefined): string | null {
  return versionId?.split('.').slice(0, 2).join('.') ?? null;
}

function classOf(
  comparison: Omit<ImageComparison, 'sentence' | 'class'>,
): ImageComparison['class'] {
  const { distro, symbolVersions, libraries, packages, files } = comparison;
  if (distro.changed) {
    return 'distro';
  }
  if (
    symbolVersions.length + libraries.added.length + libraries.removed.length >
    0
  ) {
    return 'symbol-versions';
  }
  const { added, removed, changed, attributes } = files.counts;
  const packageChanges =
    packages.added.length +
    packages.removed.length +
    packages.upgraded.length +
    packages.downgraded.length +
    packages.others.length;
  if (packageChanges + added + removed + changed + attributes > 0) {
    return 'packages';
  }
  return isConfigurationChanged(comparison.configuration)
    ? 'configuration'
    : 'none';
}

function isPath(path: string | null): path is string {
  return path !== null;
}

/** What of an image is not known, unless the same is in both. */
function problemsOf(
  side: 'old' | 'new',
  { problems }: ImageContents,
  { same, sameLayers }: FileComparison,
): string[] {
  const isOfInterest = ({ code, path }: ContentsProblem) => {
    switch (code) {
      case 'damaged-elf':
      case 'elf-too-large':
        return path === null || !same.has(path);
      case 'unsafe-path':
        return false;
      default:
        return true;
    }
  };
  return problems
    .filter(problem => !sameLayers && isOfInterest(problem))
    .map(({ message }) => `In the ${side} image: ${message}`);
}

function bounded(sentences: string[]): string[] {
  const all = [...new Set(sentences)];
  return all.length <= MAX_UNDECIDED
    ? all
    : [
        ...all.slice(0, MAX_UNDECIDED),
        `${all.length - MAX_UNDECIDED} more things could not be compared.`,
      ];
}
