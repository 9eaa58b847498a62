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

import { ControlError } from './control/ControlError';
import { buildImage } from './images/buildImage';
import { platformsOf } from './images/describeContents';
import type { SampleDeclaration, SampleRepository } from './images/SampleImage';
import { ImageStore } from './ImageStore';

// How images are named that are built anew while the registry runs.
const REBUILT = /-rebuilt-\d+$/;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** What becomes of a tag. */
export type TagChange =
  /** The next image of the repository; after the last, where it began. */
  | { kind: 'next' }
  | { kind: 'image'; image: string }
  /** The same files, built anew: nothing but times differs. */
  | { kind: 'rebuild' }
  | { kind: 'delete' };

/** An image of the samples, by its name and its digest. */
export interface TagTarget {
  image: string;
  digest: string;
}

/** What was done to a tag; null where it is deleted. */
export interface TagMoved {
  repository: string;
  tag: string;
  from: TagTarget | null;
  to: TagTarget | null;
}

/** Which image of the samples each tag points to, and moving it to another. */
export class SampleTags {
  /** Holds every image, also those that no tag points to. */
  readonly store = new ImageStore();
  readonly #repositories: Map<string, SampleRepository>;
  readonly #digests: Map<string, Map<string, string>>;
  #rebuilds = 0;

  /** Builds every image, and points every tag to where it is declared to be. */
  static async create(
    declaration: Pick<SampleDeclaration, 'repositories'>,
  ): Promise<SampleTags> {
    const tags = new SampleTags(declaration.repositories);
    for (const repository of declaration.repositories) {
      for (const name of Object.keys(repository.images)) {
        await tags.#build(repository, name);
      }
      for (const [tag, name] of Object.entries(repository.tags)) {
        const digest = tags.digestOf(repository.name, name);
        tags.store.pointTag(repository.name, tag, digest);
      }
    }
    return tags;
  }

  private constructor(repositories: SampleRepository[]) {
    // Copies: images that are built anew later are added to them.
    this.#repositories = new Map(
      repositories.map(repository => [
        repository.name,
        { ...repository, images: { ...repository.images } },
      ]),
    );
    this.#digests = new Map(repositories.map(({ name }) => [name, new Map()]));
  }

  /** @throws {@link ControlError} where there is no such image */
  digestOf(repository: string, image: string): string {
    const digest = this.#digests.get(repository)?.get(image);
    if (!digest) {
      const { images } = this.requireRepository(repository);
      throw new ControlError(
        `${repository} has no image ${image}; it has ${Object.keys(images).join(
          ', ',
        )}`,
      );
    }
    return digest;
  }

  /**
   * The digest of an image and those of its platforms.
   *
   * @throws {@link ControlError} where there is no such image
   */
  identify(
    repository: string,
    image: string,
  ): { digest: string; platforms: Record<string, string> } {
    const digest = this.digestOf(repository, image);
    const { bytes } = this.store.findManifest(repository, digest)!;
    const { manifests } = JSON.parse(bytes.toString());
    const names = platformsOf(this.requireRepository(repository), image);
    // Indexes name platforms before attestations, in the order of these.
    return {
      digest,
      platforms: Object.fromEntries(
        names.map((name, index) => [name, manifests[index].digest]),
      ),
    };
  }

  /** @throws {@link ControlError} where there is no such repository */
  requireRepository(name: string): SampleRepository {
    const repository = this.#repositories.get(name);
    if (!repository) {
      throw new ControlError(
        `The sample registry has no ${name}; it has ${[
          ...this.#repositories.keys(),
        ].join(', ')}`,
      );
    }
    return repository;
  }

  /** @throws {@link ControlError} where repository, tag or image is not known */
  async move(name: string, tag: string, change: TagChange): Promise<TagMoved> {
    const repository = this.requireRepository(name);
    if (!Object.hasOwn(repository.tags, tag)) {
      throw new ControlError(
        `${name} has no tag ${tag}; it has ${Object.keys(repository.tags).join(
          ', ',
        )}`,
      );
    }
    const from = this.#targetOf(name, tag);
    const image = await this.#choose(repository, tag, change, from);
    if (image === null) {
      this.store.deleteTag(name, tag);
    } else {
      this.store.pointTag(name, tag, this.digestOf(name, image));
    }
    return { repository: name, tag, from, to: this.#targetOf(name, tag) };
  }

  /** Every repository with its images, and what its tags point to. */
  describe(): Array<{
    name: string;
    images: string[];
    tags: Record<string, TagTarget | null>;
  }> {
    return [...this.#repositories.values()].map(({ name, images, tags }) => ({
      name,
      images: Object.keys(images),
      tags: Object.fromEntries(
        Object.keys(tags).map(tag => [tag, this.#targetOf(name, tag)]),
      ),
    }));
  }

  async #choose(
    repository: SampleRepository,
    tag: string,
    change: TagChange,
    from: TagTarget | null,
  ): Promise<string | null> {
    const start = repository.tags[tag];
    switch (change.kind) {
      case 'delete':
        return null;
      case 'image':
        return change.image;
      case 'rebuild':
        return this.#rebuild(repository, from?.image ?? start);
      default: {
        const images = Object.keys(repository.images).filter(
          name => !REBUILT.test(name),
        );
        return from
          ? images[images.indexOf(originalOf(from.image)) + 1] ?? start
          : start;
      }
    }
  }

  async #rebuild(repository: SampleRepository, like: string): Promise<string> {
    const original = originalOf(like);
    this.#rebuilds += 1;
    const name = `${original}-rebuilt-${this.#rebuilds}`;
    const delay = this.#rebuilds * DAY_MS;
    const { differing = {} } = repository.images[original];
    repository.images[name] = {
      like: original,
      created: later(createdOf(repository, original), delay),
      differing: Object.fromEntries(
        Object.entries(differing).map(([platform, contents]) => [
          platform,
          contents.created
            ? { ...contents, created: later(contents.created, delay) }
            : contents,
        ]),
      ),
    };
    await this.#build(repository, name);
    return name;
  }

  async #build(repository: SampleRepository, name: string): Promise<void> {
    this.#digests
      .get(repository.name)!
      .set(name, await buildImage(this.store, repository, name));
  }

  #targetOf(repository: string, tag: string): TagTarget | null {
    const digest = this.store.findTag(repository, tag);
    const [image] =
      [...this.#digests.get(repository)!].find(
        ([, known]) => known === digest,
      ) ?? [];
    return digest && image ? { image, digest } : null;
  }
}

function originalOf(image: string): string {
  return image.replace(REBUILT, '');
}

function createdOf(repository: SampleRepository, name: string): string {
  const { created, like } = repository.images[name];
  return created ?? createdOf(repository, like!);
}

function later(time: string, ms: number): string {
  return new Date(Date.parse(time) + ms).toISOString();
}
