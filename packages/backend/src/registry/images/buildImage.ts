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

import type { ImageStore } from '../ImageStore';
import { describeContents, platformsOf, versionOf } from './describeContents';
import { describeLayers, SAMPLE_DESCRIPTION } from './describeLayers';
import { digestOf, packLayer, type PackedLayer } from './packLayer';
import type { SampleContents, SampleRepository } from './SampleImage';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';
const STATEMENT = 'application/vnd.in-toto+json';

// By what is in them: many images have the same libraries.
const packed = new Map<string, Promise<PackedLayer>>();

interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
  annotations?: Record<string, string>;
  platform?: Record<string, string>;
}

/**
 * Puts an image of the samples into the store: an index with an image for each
 * platform and, for each, an attestation as BuildKit writes it.
 *
 * @returns the digest of the index
 */
export async function buildImage(
  store: ImageStore,
  repository: SampleRepository,
  name: string,
): Promise<string> {
  const images: Descriptor[] = [];
  const attestations: Descriptor[] = [];
  for (const platform of platformsOf(repository, name)) {
    const contents = describeContents(repository, name, platform);
    const image = await buildPlatform(store, repository, {
      contents,
      platform,
      version: versionOf(repository, name),
    });
    images.push(image);
    attestations.push(attest(store, repository, image, contents));
  }
  return putManifest(store, repository, INDEX, {
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: [...images, ...attestations],
  }).digest;
}

async function buildPlatform(
  store: ImageStore,
  repository: SampleRepository,
  options: {
    contents: SampleContents;
    platform: string;
    version: string | undefined;
  },
): Promise<Descriptor> {
  const { contents, version } = options;
  const platform = parsePlatform(options.platform);
  const layers = await Promise.all(
    describeLayers(contents, platform.architecture).map(({ key, files }) => {
      const layer = packed.get(key) ?? packLayer(files());
      packed.set(key, layer);
      return layer;
    }),
  );
  const config = {
    created: contents.created,
    ...platform,
    config: {
      Env: ['PATH=/usr/local/bin:/usr/bin:/bin', ...contents.env],
      Cmd: ['/bin/bash'],
      Labels: {
        'org.opencontainers.image.created': contents.created,
        'org.opencontainers.image.description': SAMPLE_DESCRIPTION,
        ...(version ? { 'org.opencontainers.image.version': version } : {}),
      },
    },
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
  };
  const manifest = putManifest(store, repository, MANIFEST, {
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: putBlob(store, repository, CONFIG, json(config)),
    layers: layers.map(({ bytes }) => putBlob(store, repository, LAYER, bytes)),
  });
  return { ...manifest, platform };
}

/** What BuildKit puts beside each image: who built it, as an in-toto statement. */
function attest(
  store: ImageStore,
  repository: SampleRepository,
  image: Descriptor,
  contents: SampleContents,
): Descriptor {
  const predicateType = 'https://slsa.dev/provenance/v1';
  const statement = {
    _type: 'https://in-toto.io/Statement/v0.1',
    predicateType,
    subject: [
      {
        name: repository.name,
        digest: { sha256: image.digest.split(':')[1] },
      },
    ],
    predicate: {
      runDetails: {
        builder: { id: 'https://lambda-compat.example/sample-registry' },
        metadata: { startedOn: contents.created },
      },
    },
  };
  const layer = {
    ...putBlob(store, repository, STATEMENT, json(statement)),
    annotations: { 'in-toto.io/predicate-type': predicateType },
  };
  const config = {
    architecture: 'unknown',
    os: 'unknown',
    config: {},
    rootfs: { type: 'layers', diff_ids: [layer.digest] },
  };
  const manifest = putManifest(store, repository, MANIFEST, {
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: putBlob(store, repository, CONFIG, json(config)),
    layers: [layer],
  });
  return {
    ...manifest,
    annotations: {
      'vnd.docker.reference.digest': image.digest,
      'vnd.docker.reference.type': 'attestation-manifest',
    },
    platform: { architecture: 'unknown', os: 'unknown' },
  };
}

function putBlob(
  store: ImageStore,
  repository: SampleRepository,
  mediaType: string,
  bytes: Buffer,
): Descriptor {
  const digest = digestOf(bytes);
  store.putBlob(repository.name, digest, bytes);
  return { mediaType, digest, size: bytes.length };
}

function putManifest(
  store: ImageStore,
  repository: SampleRepository,
  mediaType: string,
  manifest: object,
): Descriptor {
  const bytes = json(manifest);
  const digest = digestOf(bytes);
  store.putManifest(repository.name, digest, { mediaType, bytes });
  return { mediaType, digest, size: bytes.length };
}

function parsePlatform(text: string): Record<string, string> {
  const [os, architecture, variant] = text.split('/');
  return { architecture, os, ...(variant ? { variant } : {}) };
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}
