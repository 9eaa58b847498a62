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

/** A manifest as it is served: exactly these bytes, with this type. */
export interface StoredManifest {
  mediaType: string;
  bytes: Buffer;
}

interface Repository {
  tags: Map<string, string>;
  manifests: Map<string, StoredManifest>;
  blobs: Map<string, Buffer>;
}

/** Images in memory, by repository and by digest, and what the tags point to. */
export class ImageStore {
  readonly #repositories = new Map<string, Repository>();

  hasRepository(repository: string): boolean {
    return this.#repositories.has(repository);
  }

  putBlob(repository: string, digest: string, bytes: Buffer): void {
    this.#open(repository).blobs.set(digest, bytes);
  }

  putManifest(
    repository: string,
    digest: string,
    manifest: StoredManifest,
  ): void {
    this.#open(repository).manifests.set(digest, manifest);
  }

  findBlob(repository: string, digest: string): Buffer | undefined {
    return this.#repositories.get(repository)?.blobs.get(digest);
  }

  findManifest(repository: string, digest: string): StoredManifest | undefined {
    return this.#repositories.get(repository)?.manifests.get(digest);
  }

  /** What a tag points to. */
  findTag(repository: string, tag: string): string | undefined {
    return this.#repositories.get(repository)?.tags.get(tag);
  }

  /** In the order of their bytes, as the distribution specification says. */
  listTags(repository: string): string[] {
    return [...(this.#repositories.get(repository)?.tags.keys() ?? [])].sort();
  }

  /** @throws where the repository does not hold the digest */
  pointTag(repository: string, tag: string, digest: string): void {
    if (!this.findManifest(repository, digest)) {
      throw new Error(`${repository} holds no ${digest}`);
    }
    this.#open(repository).tags.set(tag, digest);
  }

  /** Like registries, keeps what the tag pointed to. */
  deleteTag(repository: string, tag: string): void {
    this.#repositories.get(repository)?.tags.delete(tag);
  }

  #open(name: string): Repository {
    const known = this.#repositories.get(name);
    if (known) {
      return known;
    }
    const repository = {
      tags: new Map<string, string>(),
      manifests: new Map<string, StoredManifest>(),
      blobs: new Map<string, Buffer>(),
    };
    this.#repositories.set(name, repository);
    return repository;
  }
}
