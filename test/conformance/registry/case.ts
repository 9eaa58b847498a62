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

import type { AskedBlob, Failure, Patience, RegistryOfCase } from './client';
import type { LogRule } from './server/log';
import type { Origins, Stage } from './server/stage';

/** What is asked, of the tag `latest` where nothing else is said. */
export type AskedInCase =
  | { ask: 'digest' | 'platforms' | 'tags' | 'quota' }
  | { ask: 'manifest'; of?: (stage: Stage) => string }
  | { ask: 'platform'; platform: string }
  | { ask: 'config' | 'blob'; blob: (stage: Stage) => AskedBlob };

/** The right answer. Where several members are given, each of them is right. */
export interface Expectation {
  /** Of the answer, or of its bytes. */
  digest?: (stage: Stage) => string;
  platforms?: (stage: Stage) => Record<string, string>;
  tags?: readonly string[];
  quota?: { limit: number; remaining: number; window: number } | null;
  failures?: readonly Failure[];
  /** What counts is what the log shows. */
  anything?: boolean;
  /**
   * Of a failure that says when to ask again: how far off that is, in
   * milliseconds.
   */
  retryIn?: { atLeast: number; atMost: number };
}

export type Step = AskedInCase &
  Expectation & {
    tag?: string;
    repository?: string;
    /** Host that is asked; by default that of the registry. */
    host?: (stage: Stage) => string;
    /** The same question so many times at once. */
    times?: number;
    /** Longest time until the answer, in milliseconds. */
    within?: number;
    /** Time that passes before it is asked. */
    wait?: number;
    /** Done before it is asked. */
    prepare?: (stage: Stage) => void | Promise<void>;
  };

/** One way in which a registry behaves, and what a client has to do then. */
export interface ConformanceCase {
  id: string;
  /** A sentence. */
  title: string;
  /**
   * Where the right answer comes from: a section of a specification, a manual,
   * or the number of an edge case in the list of the README.
   */
  source: readonly string[];
  /** What the servers do that a plain, open registry does not. */
  origins?: (stage: Stage) => Origins;
  /** Changes how the client is to reach the registry. */
  registry?: (stage: Stage) => Partial<RegistryOfCase>;
  /** Further registries that the client is told of. */
  others?: (stage: Stage) => RegistryOfCase[];
  /** What names resolve to, one list per time. */
  names?: Record<string, string[][]>;
  patience?: Partial<Patience>;
  /** It is about what a client remembers from one question to the next. */
  memory?: boolean;
  /** One after the other. */
  steps: readonly Step[];
  log?: readonly LogRule[];
}

/** Where blobs are in a case. */
export function layerOf(stage: Stage): AskedBlob {
  const [{ mediaType, digest, bytes }] = stage.content.amd64.layers;
  return { mediaType, digest, size: bytes.length };
}

export function configOf(stage: Stage): AskedBlob {
  const { mediaType, digest, bytes } = stage.content.amd64.config;
  return { mediaType, digest, size: bytes.length };
}

export const indexDigest = (stage: Stage) => stage.content.index.digest;
/** Of what the tag `latest` points to in the case. */
export const latestDigest = (stage: Stage) =>
  stage.content.manifest('latest')!.digest;
export const layerDigest = (stage: Stage) => layerOf(stage).digest;

/** Digests of the images of the tag `latest`. */
export const bothPlatforms = (stage: Stage) => ({
  'linux/amd64': stage.content.amd64.manifest.digest,
  'linux/arm64': stage.content.arm64.manifest.digest,
});
