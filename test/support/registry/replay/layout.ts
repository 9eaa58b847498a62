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

import fs from 'node:fs';
import path from 'node:path';
import { sha256 } from './cache';
import type { BuiltLayer } from './layers';
import type { Userland } from './userlands';

const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
const IN_TOTO = 'application/vnd.in-toto+json';
const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
const DOCKER_CONFIG = 'application/vnd.docker.container.image.v1+json';
const DOCKER_LAYER = 'application/vnd.docker.image.rootfs.diff.tar.gzip';
const REF_NAME = 'org.opencontainers.image.ref.name';
const VARIANTS: Record<string, object> = { arm64: { variant: 'v8' } };

interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
}

/** The image of one platform in a layout. */
export interface LaidOutImage {
  architecture: string;
  manifest: Descriptor;
  config: Descriptor;
  attestation: Descriptor;
}

/** An index in a layout. */
export interface LaidOutIndex {
  name: string;
  digest: string;
  images: LaidOutImage[];
}

/** A folder with images in the form of the OCI image-layout specification. */
export class ImageLayout {
  readonly folder: string;
  readonly #named: object[] = [];

  constructor(folder: string) {
    this.folder = folder;
    fs.mkdirSync(path.join(folder, 'blobs', 'sha256'), { recursive: true });
    this.#write('oci-layout', JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  }

  /**
   * Adds an index as BuildKit writes them: an image per platform, and an
   * attestation beside each.
   *
   * @param created - ISO 8601; all that tells two builds of the same files apart
   */
  addIndex(
    name: string,
    userlands: readonly Userland[],
    created: string,
    labels: Record<string, string> = {},
  ): LaidOutIndex {
    const images = userlands.map(userland =>
      this.#addImage(userland, created, labels),
    );
    const index = this.#addJson(OCI_INDEX, {
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: [
        ...images.map(({ architecture, manifest }) => ({
          ...manifest,
          platform: { os: 'linux', architecture, ...VARIANTS[architecture] },
        })),
        ...images.map(({ attestation, manifest }) => ({
          ...attestation,
          annotations: {
            'vnd.docker.reference.type': 'attestation-manifest',
            'vnd.docker.reference.digest': manifest.digest,
          },
          platform: { os: 'unknown', architecture: 'unknown' },
        })),
      ],
    });
    this.#named.push({ ...index, annotations: { [REF_NAME]: name } });
    this.#write(
      'index.json',
      JSON.stringify({
        schemaVersion: 2,
        mediaType: OCI_INDEX,
        manifests: this.#named,
      }),
    );
    return { name, digest: index.digest, images };
  }

  /**
   * Writes the image of one platform with Docker's types, as a folder that
   * skopeo reads (`dir:`): the same configuration and files, so another
   * manifest of the same image.
   */
  writeDockerImage(name: string, image: LaidOutImage, userland: Userland) {
    const folder = path.join(this.folder, name);
    fs.mkdirSync(folder);
    const layers = [...userland.layers.slice(0, -1), userland.gzippedEdge];
    for (const { digest, file } of layers) {
      fs.copyFileSync(file, path.join(folder, digest.split(':')[1]));
    }
    const { digest, size } = image.config;
    fs.copyFileSync(
      this.#blob(digest),
      path.join(folder, digest.split(':')[1]),
    );
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: DOCKER_MANIFEST,
      config: { mediaType: DOCKER_CONFIG, digest, size },
      layers: layers.map(layer => ({
        mediaType: DOCKER_LAYER,
        digest: layer.digest,
        size: layer.size,
      })),
    });
    fs.writeFileSync(path.join(folder, 'manifest.json'), manifest);
    fs.writeFileSync(
      path.join(folder, 'version'),
      'Directory Transport Version: 1.1\n',
    );
    return { source: `dir:${folder}`, digest: `sha256:${sha256(manifest)}` };
  }

  /** As skopeo names it. */
  source(name: string): string {
    return `oci:${this.folder}:${name}`;
  }

  #addImage(
    userland: Userland,
    created: string,
    labels: Record<string, string>,
  ): LaidOutImage {
    const { architecture, layers, name } = userland;
    const config = this.#addJson(OCI_CONFIG, {
      architecture,
      ...VARIANTS[architecture],
      os: 'linux',
      created,
      config: {
        Env: ['PATH=/usr/local/bin:/usr/bin:/bin'],
        Cmd: ['/bin/sh'],
        Labels: {
          'org.opencontainers.image.title': `userland of ${name}`,
          ...labels,
        },
      },
      rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
      history: layers.map(() => ({ created, created_by: 'COPY /rootfs/ /' })),
    });
    const manifest = this.#addJson(OCI_MANIFEST, {
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config,
      layers: layers.map(layer => this.#addLayer(layer)),
    });
    return {
      architecture,
      manifest,
      config,
      attestation: this.#addAttestation(manifest, created),
    };
  }

  #addAttestation(subject: Descriptor, created: string): Descriptor {
    const predicateType = 'https://slsa.dev/provenance/v0.2';
    const statement = this.#addJson(IN_TOTO, {
      _type: 'https://in-toto.io/Statement/v0.1',
      predicateType,
      subject: [
        {
          name: '_',
          digest: { sha256: subject.digest.replace('sha256:', '') },
        },
      ],
      predicate: { metadata: { buildFinishedOn: created } },
    });
    const config = this.#addJson(OCI_CONFIG, {
      architecture: 'unknown',
      os: 'unknown',
      config: {},
      rootfs: { type: 'layers', diff_ids: [statement.digest] },
    });
    return this.#addJson(OCI_MANIFEST, {
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config,
      layers: [
        {
          ...statement,
          annotations: { 'in-toto.io/predicate-type': predicateType },
        },
      ],
    });
  }

  #addLayer(layer: BuiltLayer): Descriptor {
    const { digest, file, mediaType, size } = layer;
    const target = this.#blob(digest);
    if (!fs.existsSync(target)) {
      fs.copyFileSync(file, target);
    }
    return { mediaType, digest, size };
  }

  #addJson(mediaType: string, content: object): Descriptor {
    const bytes = Buffer.from(JSON.stringify(content));
    const digest = `sha256:${sha256(bytes)}`;
    fs.writeFileSync(this.#blob(digest), bytes);
    return { mediaType, digest, size: bytes.length };
  }

  #blob(digest: string): string {
    return path.join(this.folder, 'blobs', ...digest.split(':'));
  }

  #write(name: string, text: string): void {
    fs.writeFileSync(path.join(this.folder, name), text);
  }
}
