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

import { architectureOfPlatform } from '../evaluation/machines';
import type { Evaluation } from '../evaluation/types';
import type { Finding } from '../types';
import { finding } from './finding';

/** What Lambda takes: one manifest of one image, of Docker or of OCI. */
const TAKEN = new Set([
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
]);

const INDEXES = new Set([
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
]);

/**
 * An image that Lambda refuses: an index of several images, or one without a
 * manifest for the architecture.
 *
 * @internal
 */
export function R5({ facts, architecture, target }: Evaluation): Finding[] {
  const { image, packageType } = facts;
  if (packageType !== 'image' || image === null) {
    return [];
  }
  const type = image.mediaType.split(';')[0].trim().toLowerCase();
  const findings: Finding[] = [];
  const platform = architecture === 'arm64' ? 'linux/arm64' : 'linux/amd64';
  const buildOne = {
    kind: 'build-image' as const,
    text: 'Build one image for one platform, without the attestations that make an index of it.',
    code: `docker buildx build --platform ${platform} --provenance=false --sbom=false .`,
  };
  if (INDEXES.has(type)) {
    findings.push(
      finding('R5', {
        verdict: 'broken',
        about: [type],
        message: `Lambda refuses the image: it is an index of several images (${type}), and a function on ${target} takes the manifest of one.`,
        waysOut: [buildOne],
      }),
    );
  } else if (!TAKEN.has(type)) {
    findings.push(
      finding('R5', {
        verdict: 'unknown',
        about: [type],
        message: `Whether Lambda takes the image is not known: its manifest is of the type ${
          type.slice(0, 200) || 'that nobody gave'
        }.`,
        undecided: 'whether Lambda takes a manifest of that type',
        waysOut: [buildOne],
      }),
    );
  }
  const platforms = image.architectures.map(architectureOfPlatform);
  if (
    architecture !== null &&
    platforms.length > 0 &&
    !platforms.includes(architecture)
  ) {
    findings.push(
      finding('R5', {
        verdict: 'broken',
        about: ['architecture', architecture],
        message: `The image has no manifest for ${architecture}, only for ${image.architectures
          .slice(0, 8)
          .join(', ')}: the function cannot start on ${target}.`,
        waysOut: [buildOne],
      }),
    );
  }
  return findings;
}
