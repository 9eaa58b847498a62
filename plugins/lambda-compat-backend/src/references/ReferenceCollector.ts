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
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  parseLocationRef,
} from '@backstage/catalog-model';
import type {
  Problem,
  ProblemCode,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { createHash } from 'node:crypto';
import { getSubjectKey, type LambdaSubject } from '../catalog/lambdaSubject';
import { locateAnnotations } from '../catalog/locateAnnotations';
import { readLambdaSettings } from '../catalog/readLambdaSettings';
import { createFacts } from './createFacts';
import type { EntityFacts } from './entityFacts';
import type {
  RepositoryLocation,
  RepositorySource,
} from './sources/RepositorySource';

/** What a collection needs to know of the one before. */
export interface PreviousCollection {
  etag: string | null;
  factsKey: string | null;
}

/** The outcome of collecting one entity. */
export type CollectionResult =
  | {
      status: 'collected';
      facts: EntityFacts;
      etag: string | null;
      factsKey: string;
    }
  | { status: 'unchanged' }
  | {
      status: 'failed';
      code: ProblemCode;
      message: string;
      unreachable?: boolean;
      throttledForMs?: number;
    };

/**
 * Raise it whenever the same files give other facts than before, for example
 * with a new engine: everything is then read again.
 */
const FACTS_VERSION = 2;

/** Reads what the build of one entity pulls. */
export class ReferenceCollector {
  readonly #sources: Readonly<Record<string, RepositorySource>>;

  /** @param options - `sources` by type of location */
  static create(options: {
    sources: Readonly<Record<string, RepositorySource>>;
  }): ReferenceCollector {
    return new ReferenceCollector(options.sources);
  }

  private constructor(sources: Readonly<Record<string, RepositorySource>>) {
    this.#sources = sources;
  }

  /**
   * @throws only the reason of the signal; everything else is a result
   */
  async collect(
    subject: LambdaSubject,
    previous: PreviousCollection,
    options: { signal: AbortSignal },
  ): Promise<CollectionResult> {
    const { signal } = options;
    const location = getSourceLocation(subject);
    const source = location && this.#findSource(location.type);
    if (!location || !source) {
      return {
        status: 'failed',
        code: 'LC303',
        message: location
          ? `Locations of type '${location.type}' cannot be read.`
          : `The entity has neither ${ANNOTATION_SOURCE_LOCATION} nor ${ANNOTATION_LOCATION}, so it is not known where its files are.`,
      };
    }

    const settings = readLambdaSettings(subject);
    const factsKey = getFactsKey(subject);
    const read = await source.read({
      location,
      paths: settings.buildFiles?.map(({ path }) => path) ?? null,
      viewUrl: subject.annotations[ANNOTATION_VIEW_URL] ?? null,
      etag: previous.factsKey === factsKey ? previous.etag : null,
      signal,
    });
    if (read.status === 'unchanged') {
      return read;
    }
    if (read.status === 'unreadable') {
      const { message, unreachable, throttledForMs } = read;
      return {
        status: 'failed',
        code: 'LC303',
        message,
        unreachable,
        throttledForMs,
      };
    }

    const facts = createFacts(settings, read);
    const problems = await this.#locate(subject, facts.problems, signal);
    // The lines of mistakes in the catalog file move without the build files
    // changing, so such an entity is read in full each time.
    const hasMistakes = problems.some(({ annotation }) => annotation);
    return {
      status: 'collected',
      facts: { ...facts, problems },
      etag: hasMistakes ? null : read.etag,
      factsKey,
    };
  }

  /** Adds file and line to problems with annotations, where they are found. */
  async #locate(
    subject: LambdaSubject,
    problems: readonly Problem[],
    signal: AbortSignal,
  ): Promise<Problem[]> {
    const keys = problems.flatMap(({ annotation, file }) =>
      annotation && !file ? [annotation] : [],
    );
    const location = parseLocation(subject.annotations[ANNOTATION_LOCATION]);
    const source = location && this.#findSource(location.type);
    if (keys.length === 0 || !location || !source) {
      return [...problems];
    }
    const catalogFile = await source.readCatalogFile(location, { signal });
    if (!catalogFile) {
      return [...problems];
    }
    const lines = locateAnnotations(catalogFile.content, subject, keys);
    return problems.map(problem => {
      const line = problem.annotation && lines.get(problem.annotation);
      return line && !problem.file
        ? { ...problem, file: catalogFile.path, line }
        : problem;
    });
  }

  #findSource(type: string): RepositorySource | undefined {
    return Object.hasOwn(this.#sources, type) ? this.#sources[type] : undefined;
  }
}

/** Where the files of an entity are; undefined where it does not say. */
export function getSourceLocation(
  subject: LambdaSubject,
): RepositoryLocation | undefined {
  const { annotations } = subject;
  return parseLocation(
    annotations[ANNOTATION_SOURCE_LOCATION] ?? annotations[ANNOTATION_LOCATION],
  );
}

/** Identifies all that decides about the facts besides the files. */
function getFactsKey(subject: LambdaSubject): string {
  return createHash('sha256')
    .update(`${FACTS_VERSION}:${getSubjectKey(subject)}`)
    .digest('hex');
}

function parseLocation(
  ref: string | undefined,
): RepositoryLocation | undefined {
  try {
    return ref ? parseLocationRef(ref) : undefined;
  } catch {
    return undefined;
  }
}
