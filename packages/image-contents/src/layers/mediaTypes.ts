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

const DOCKER = 'application/vnd.docker.image.rootfs.';
const OCI = 'application/vnd.oci.image.layer.';

/**
 * Layers of a file system. Compression is told by the bytes, so a type may
 * name another than they have (docker once wrote `tar.gzip` before all).
 */
const LAYERS: ReadonlySet<string> = new Set([
  `${DOCKER}diff.tar`,
  `${DOCKER}diff.tar.gzip`,
  `${DOCKER}diff.tar.zstd`,
  `${OCI}v1.tar`,
  `${OCI}v1.tar+gzip`,
  `${OCI}v1.tar+zstd`,
]);

/**
 * Layers that registries need not have; clients are meant to fetch them from
 * the `urls` of the descriptor, which anybody may have written.
 */
const FOREIGN_LAYERS: ReadonlySet<string> = new Set([
  `${DOCKER}foreign.diff.tar`,
  `${DOCKER}foreign.diff.tar.gzip`,
  `${OCI}nondistributable.v1.tar`,
  `${OCI}nondistributable.v1.tar+gzip`,
  `${OCI}nondistributable.v1.tar+zstd`,
]);

/**
 * What a layer descriptor's type says: a layer of files, one that is not in
 * the registry, or something else, such as an attestation.
 *
 * @internal
 */
export function layerKindOf(mediaType: string): 'layer' | 'foreign' | 'other' {
  const type = mediaType.split(';', 1)[0].trim().toLowerCase();
  if (LAYERS.has(type)) {
    return 'layer';
  }
  return FOREIGN_LAYERS.has(type) ? 'foreign' : 'other';
}
