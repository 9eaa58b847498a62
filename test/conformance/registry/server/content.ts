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
  AMD64,
  ARM64_V8,
  attestation,
  type Child,
  DOCKER_LIST,
  dockerImage,
  type Image,
  index,
  ociImage,
  type StoredObject,
} from './images';

/** What the registry of a case holds; the same in every repository of it. */
export class Content {
  static readonly repository = 'team/app';

  readonly amd64 = ociImage(AMD64);
  readonly arm64 = ociImage(ARM64_V8);
  readonly dockerAmd64 = dockerImage(AMD64);
  readonly dockerArm64 = dockerImage(ARM64_V8);
  /** An OCI index as BuildKit writes them, with two attestations. */
  readonly index: StoredObject;
  /** A Docker manifest list. */
  readonly list: StoredObject;

  readonly #tags = new Map<string, StoredObject>();
  readonly #manifests = new Map<string, StoredObject>();
  readonly #blobs = new Map<string, StoredObject>();

  constructor() {
    for (const image of [
      this.amd64,
      this.arm64,
      this.dockerAmd64,
      this.dockerArm64,
    ]) {
      this.addImage(image);
    }
    this.index = this.addIndex([
      { object: this.amd64.manifest, platform: AMD64 },
      attestation(this.amd64.manifest),
      { object: this.arm64.manifest, platform: ARM64_V8 },
      attestation(this.arm64.manifest),
    ]);
    this.list = this.addIndex(
      [
        { object: this.dockerAmd64.manifest, platform: AMD64 },
        { object: this.dockerArm64.manifest, platform: ARM64_V8 },
      ],
      DOCKER_LIST,
    );
    this.tag('latest', this.index);
    this.tag('list', this.list);
    this.tag('oci', this.amd64.manifest);
    this.tag('docker', this.dockerAmd64.manifest);
  }

  addImage(image: Image): StoredObject {
    this.addManifest(image.manifest);
    for (const blob of [image.config, ...image.layers]) {
      this.#blobs.set(blob.digest, blob);
    }
    return image.manifest;
  }

  addManifest(object: StoredObject): StoredObject {
    this.#manifests.set(object.digest, object);
    return object;
  }

  addIndex(
    children: readonly Child[],
    mediaType?: string,
    more?: Record<string, unknown>,
  ): StoredObject {
    children.forEach(child => this.addManifest(child.object));
    return this.addManifest(index(children, mediaType, more));
  }

  addBlob(object: StoredObject): StoredObject {
    this.#blobs.set(object.digest, object);
    return object;
  }

  tag(name: string, object: StoredObject): void {
    this.addManifest(object);
    this.#tags.set(name, object);
  }

  untag(name: string): void {
    this.#tags.delete(name);
  }

  removeManifest(digest: string): void {
    this.#manifests.delete(digest);
  }

  tags(): string[] {
    return [...this.#tags.keys()].sort();
  }

  /** By tag or digest. */
  manifest(reference: string): StoredObject | undefined {
    return this.#tags.get(reference) ?? this.#manifests.get(reference);
  }

  blob(digest: string): StoredObject | undefined {
    return this.#blobs.get(digest);
  }
}
