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

/**
 * Why a client gave no answer. `unknown` is a client that says only that it
 * failed, as programs do with their exit code: it is right wherever any of the
 * others is.
 */
export const FAILURES = [
  'no-access',
  'manifest-unknown',
  'repository-unknown',
  'not-found',
  'rate-limited',
  'quota-exhausted',
  'server-error',
  'unexpected-answer',
  'wrong-digest',
  'wrong-type',
  'legacy-manifest',
  'too-large',
  'too-many-redirects',
  'refused-address',
  'refused-realm',
  'timeout',
  'dns',
  'tls',
  'connection',
  'unknown',
] as const;

export type Failure = (typeof FAILURES)[number];

/** How one registry of a case is to be reached. */
export interface RegistryOfCase {
  /** As in references, port included: `127.0.0.1:41234`. */
  host: string;
  /** Origin: `http://127.0.0.1:41234`. */
  endpoint: string;
  /** Whether the client is allowed to connect to loopback for it. */
  allowPrivateAddresses: boolean;
  credentials?: { username: string; password: string };
  /** Hosts beside its own that may issue tokens for it. */
  tokenHosts?: string[];
  /** Certificate in PEM that is to be trusted. */
  ca?: string;
  /** Mean rate that the client has to keep; none is as fast as it likes. */
  requestsPerSecond?: number;
  /** Requests that may come at once before that rate counts. */
  burst?: number;
}

/** How long a client may wait, in milliseconds. */
export interface Patience {
  connectMs: number;
  /** Until the headers of an answer are there. */
  headersMs: number;
  /** Between two pieces of a body. */
  idleMs: number;
  /** One question, with everything that belongs to it. */
  totalMs: number;
  /** For a `Retry-After`; beyond it the question fails. */
  waitMs: number;
}

/** What a client is set up with for one case. */
export interface ClientSettings {
  registries: RegistryOfCase[];
  patience: Patience;
  /**
   * What names resolve to: the first list at the first time, the second at the
   * second, the last for ever. Other names are resolved as usual.
   */
  names: Record<string, string[][]>;
}

/** The image that is asked about. */
export interface AskedImage {
  registry: string;
  repository: string;
  tag: string;
}

export interface AskedBlob {
  mediaType: string;
  digest: string;
  /** In bytes, as its manifest says. */
  size: number;
}

/**
 * What a client is asked.
 *
 * - `digest`: what the tag points to, the index where it is one.
 * - `manifest`: the bytes of the tag's, or the digest's, manifest.
 * - `platforms`: the digest of the image for each platform.
 * - `platform`: that of one platform.
 * - `blob`: all bytes of a blob.
 * - `tags`: the tags of the repository.
 * - `quota`: what the registry said is left, after a digest was asked.
 */
export type Question = { image: AskedImage } & (
  | { ask: 'digest' }
  | { ask: 'manifest'; digest?: string }
  | { ask: 'platforms' }
  | { ask: 'platform'; platform: string }
  | { ask: 'config'; config: AskedBlob }
  | { ask: 'blob'; blob: AskedBlob }
  | { ask: 'tags' }
  | { ask: 'quota' }
);

/** What a client answers. */
export type Answer =
  /** Of what was asked; of `manifest`, `config` and `blob` that of the bytes. */
  | { digest: string; mediaType?: string }
  /** By platform, as `os/architecture[/variant]`. */
  | { platforms: Record<string, string> }
  | { tags: string[] }
  | { quota: { limit: number; remaining: number; window: number } | null }
  | {
      failure: Failure;
      message: string;
      /** Milliseconds since 1970, where the client says when to ask again. */
      retryAt?: number;
    }
  /** The client has no such question, or cannot be set up so: not judged. */
  | { cannot: string };

/**
 * What is to be tested. One is started for every case, with settings of its own.
 */
export interface ClientUnderTest {
  readonly name: string;
  /**
   * It remembers nothing from one question to the next, as a program that is
   * started for each: cases about that are left out.
   */
  readonly forgets?: boolean;
  start(settings: ClientSettings): Promise<StartedClient>;
}

export interface StartedClient {
  /**
   * Questions can come at the same time. It never rejects: a failure is an
   * answer too.
   */
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
}
