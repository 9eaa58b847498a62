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
 * A repository on a registry, both as they stand in a completed reference:
 * `docker.io` and `library/node`.
 *
 * @public
 */
export interface ImageRepository {
  /** Host, with its port where one is written. */
  registry: string;
  /** Without the host. */
  repository: string;
}

/**
 * What stands for content: a digest of its bytes, its type and its size
 * (OCI image-spec, descriptor).
 *
 * @public
 */
export interface Descriptor {
  mediaType: string;
  /** Algorithm and lower-case hexadecimal digits, `sha256:…` or `sha512:…`. */
  digest: string;
  /** In bytes. */
  size: number;
}

/**
 * What a registry says a tag points to.
 *
 * @public
 */
export interface ResolvedTag {
  /** Of the index or manifest that the tag itself points to. */
  digest: string;
  /** One of {@link MANIFEST_MEDIA_TYPES}. */
  mediaType: string;
  /** In bytes; null where the registry did not say. */
  size: number | null;
  /** `get` where the registry names no digest in answers to HEAD. */
  method: 'head' | 'get';
  /** Texts of `Warning: 299` headers, which announce what will end. */
  warnings: string[];
}

/**
 * A platform in the form `os/architecture[/variant]`, for example
 * `linux/amd64` and `linux/arm64`; equal platforms are equal text: `arm64/v8`
 * is `arm64`, `x86_64` is `amd64`, `aarch64` is `arm64`, `arm` is `arm/v7`.
 *
 * @public
 */
export type PlatformText = string;

/**
 * A manifest for one platform in an index.
 *
 * @public
 */
export interface IndexedManifest extends Descriptor {
  /** Null where the index does not say: its configuration does. */
  platform: PlatformText | null;
  /** `os.version`, which only Windows images have. */
  osVersion: string | null;
}

/**
 * A build attestation inside an index (BuildKit): not a platform.
 *
 * @public
 */
export interface IndexedAttestation extends Descriptor {
  /** Digest of the manifest that it speaks of. */
  subject: string | null;
}

/**
 * An OCI image index or a Docker manifest list.
 *
 * @public
 */
export interface ImageIndex {
  kind: 'index';
  mediaType: string;
  digest: string;
  size: number;
  /** In the order of the index; of two for one platform the first counts. */
  manifests: IndexedManifest[];
  attestations: IndexedAttestation[];
  /** Indexes inside this index. */
  indexes: Descriptor[];
  /** Anything else: artifacts, signatures. */
  others: Descriptor[];
  annotations: Record<string, string>;
}

/**
 * An OCI image manifest or a Docker manifest v2 schema 2.
 *
 * @public
 */
export interface ImageManifest {
  kind: 'image';
  mediaType: string;
  digest: string;
  size: number;
  config: Descriptor;
  /** The lowest first. */
  layers: Descriptor[];
  annotations: Record<string, string>;
}

/** @public */
export type Manifest = ImageIndex | ImageManifest;

/**
 * What of an image configuration decides whether two images are the same (OCI
 * image-spec, config), and what people ask about.
 *
 * @public
 */
export interface ImageConfig {
  digest: string;
  platform: PlatformText;
  /** ISO 8601. Builds that can be repeated write 1970, so never a sign. */
  created: string | null;
  /** Digests of the layers before they were compressed, the lowest first. */
  diffIds: string[];
  labels: Record<string, string>;
  env: string[];
  entrypoint: string[] | null;
  cmd: string[] | null;
  user: string;
  workingDir: string;
}

/**
 * Why a registry gave no answer that can be believed.
 *
 * - `no-access`: 401 or 403, also from the token service. Registries say it for
 *   what is private and for what is missing alike.
 * - `manifest-unknown`: 404 with the code `MANIFEST_UNKNOWN`, asked with every
 *   type of manifest: the repository is there, the tag or digest is not.
 * - `repository-unknown`: 404 with `NAME_UNKNOWN`.
 * - `not-found`: 404 or 410 without a code that says more.
 * - `rate-limited`: 429, or 503 with `Retry-After`; see `retryAt`. Without a
 *   status, the own budget: nobody was asked.
 * - `quota-exhausted`: 429 that waiting does not soon mend: Docker Hub's pull
 *   limit, ECR Public's monthly data.
 * - `server-error`: any other 5xx.
 * - `unexpected-answer`: any other status, or a body that is not what the
 *   specification says.
 * - `wrong-digest`: the bytes are not those of the digest. The registry, or
 *   something before it, lies.
 * - `wrong-type`: `Content-Type` was not asked for or contradicts the body.
 * - `legacy-manifest`: Docker manifest schema 1, whose digest cannot be checked.
 * - `too-large`: more bytes than the limit.
 * - `too-many-redirects`
 * - `refused-address`: the host, or one that it redirects to, has an address
 *   that is not public and that the configuration does not allow.
 * - `refused-realm`: the challenge sends credentials to a host that the
 *   configuration does not allow.
 * - `timeout`, `dns`, `tls`, `connection`: no answer came.
 * - `aborted`: the caller's signal.
 *
 * @public
 */
export const REGISTRY_ERROR_CODES = [
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
  'aborted',
] as const;

/** @public */
export type RegistryErrorCode = (typeof REGISTRY_ERROR_CODES)[number];

/**
 * Credentials for one registry.
 *
 * @public
 */
export interface RegistryCredentials {
  username: string;
  password: string;
  /** Milliseconds since 1970; they are asked for again before. */
  expiresAt?: number;
}

/**
 * Knows credentials, for example from a cloud's own service. Asked once per
 * registry and lifetime of what it answered, never with several requests at
 * once.
 *
 * @public
 */
export interface CredentialsProvider {
  readonly name: string;
  /**
   * @param registry - host as in a completed reference, port included
   * @returns undefined where this provider does not know the registry; another
   *   one is asked then
   */
  getCredentials(
    registry: string,
    options: { signal: AbortSignal },
  ): Promise<RegistryCredentials | undefined>;
}

/**
 * How one registry is asked. Everything but the host is optional.
 *
 * @public
 */
export interface RegistrySettings {
  /** Host as in completed references, port included: `docker.io`. */
  host: string;
  /**
   * Origin that answers for it: `https://…`, or `http://…` where the registry
   * has no TLS. By default `https://<host>`; for `docker.io` that of Docker
   * Hub's registry.
   */
  endpoint?: string;
  credentials?: RegistryCredentials;
  /**
   * Allows addresses that are not public (loopback, private, link-local) for
   * the host of the endpoint, for `tokenHosts` and for `redirectHosts`; for no
   * other host, and never those of cloud metadata services.
   */
  allowPrivateAddresses?: boolean;
  /**
   * Further hosts that may issue tokens for it. Those of the same site may
   * always: `auth.docker.io` for `registry-1.docker.io`.
   */
  tokenHosts?: string[];
  /**
   * Hosts to which it redirects for blobs and that have addresses that are not
   * public. Any host with a public address may be redirected to.
   */
  redirectHosts?: string[];
  /** Certificates in PEM that are trusted for it besides the usual ones. */
  ca?: string;
  /** Mean rate. Default 5; 0.8 for ECR Public without credentials. */
  requestsPerSecond?: number;
  /** Requests that may come at once before the rate counts. Default 10. */
  burst?: number;
  /** Requests at the same time. Default 8. */
  concurrency?: number;
}

/**
 * Bounds of what is read and waited for.
 *
 * @public
 */
export interface RegistryLimits {
  /** Default 4 MiB. */
  manifestBytes: number;
  /** Default 4 MiB. */
  configBytes: number;
  /** Default 1 MiB. */
  tokenBytes: number;
  /** Default 64 KiB. */
  errorBytes: number;
  /** Default 5 s. */
  connectMs: number;
  /** From the end of the request to the headers of the answer. Default 15 s. */
  headersMs: number;
  /** Between two pieces of a body. Default 30 s. */
  idleMs: number;
  /** One call of the client, token, redirects and waiting included. Default 60 s. */
  totalMs: number;
  /** Default 5. */
  redirects: number;
  /**
   * Longest time that one call waits for a budget or a `Retry-After`; beyond,
   * it fails with `rate-limited`. Default 10 s.
   */
  waitMs: number;
}

/**
 * One HTTP request that was made, for counting and for logs. No query, no
 * header, no credentials.
 *
 * @public
 */
export interface RegistryRequest {
  /** Host as in references: the registry on whose behalf it was made. */
  registry: string;
  /** Origin that was asked. */
  origin: string;
  kind: 'manifest' | 'blob' | 'tags' | 'token';
  method: 'HEAD' | 'GET';
  /** Null where no answer came. */
  status: number | null;
  durationMs: number;
}

/**
 * What a registry says about how much more it will answer.
 *
 * @public
 */
export interface RegistryQuota {
  registry: string;
  /**
   * From `ratelimit-limit` and `ratelimit-remaining`. Null where it sends none,
   * which is what a registry without a limit does.
   */
  pulls: {
    limit: number;
    remaining: number;
    windowSeconds: number | null;
    /** What Docker Hub counts by: an address or an account. */
    source: string | null;
    /** Milliseconds since 1970. */
    seenAt: number;
  } | null;
  /** Milliseconds since 1970 until which it is not asked; null where it is. */
  parkedUntil: number | null;
  /** Sentence that says why it is not asked. */
  parkedReason: string | null;
}
