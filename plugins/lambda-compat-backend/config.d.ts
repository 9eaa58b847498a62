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

import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Configuration of the lambda-compat backend. */
  lambdaCompat?: {
    /**
     * Which catalog entities are Lambdas, as a filter predicate of the kind
     * that the filters of entity cards use. By default: entities whose
     * `spec.type` is `lambda`, `aws-lambda`, `lambda-function`,
     * `serverless-function` or `function`, that carry an annotation of a
     * Lambda integration or `lambda-compat/runtime`, or the tag `lambda`.
     */
    entityFilter?: { [pathOrOperator: string]: unknown };

    /** When work is done. Durations are at least one second. */
    schedule?: {
      /** Between two comparisons with the catalog. Default 10 minutes. */
      synchronization?: HumanDuration | string;
      /** Between two readings of one repository. Default 6 hours. */
      collection?: HumanDuration | string;
      /** Between two looks for due work, per replica. Default 15 seconds. */
      tick?: HumanDuration | string;
      /**
       * Age of the last success from which a report is called stale. Not
       * shorter than `collection`. Default 24 hours.
       */
      staleAfter?: HumanDuration | string;
      /**
       * Age of the last success from which what is known is not relied on any
       * more: the component then counts as unknown. Not shorter than
       * `staleAfter`. Default 7 days, or `staleAfter` where that is longer.
       */
      expireAfter?: HumanDuration | string;
      /** Longest time that one entity may take. Default 1 minute. */
      entityTimeout?: HumanDuration | string;
      /**
       * Time after which another replica takes over the work of one that died.
       * Default 2 minutes.
       */
      lease?: HumanDuration | string;
    };

    /** How much is read at the same time. */
    concurrency?: {
      /** Entities at once on each replica, 1 to 100. Default 8. */
      perReplica?: number;
      /** Of those, at once from one host, 1 to 100. Default 4. */
      perHost?: number;
    };

    /** What may be read besides the hosts of `integrations`. */
    sources?: {
      /**
       * Folders below which entities registered from `file:` locations may be
       * read; none by default. Relative paths are relative to the working
       * directory of the backend process, which is `packages/backend` in a
       * development setup.
       */
      allowedFolders?: string[];
    };

    /** By what functions are judged. */
    runtimes?: {
      /**
       * The state of the runtimes: `today`, or a day such as `'2025-03-15'`.
       * By default every state that a function may still run on is possible,
       * and what differs between them is unknown.
       */
      asOf?: string;
      /**
       * Whether the images that AWS publishes of the runtimes in use
       * (`public.ecr.aws/lambda/…`) are watched and read: what they provide then
       * replaces what is known without them. Not without `tags.enabled` and
       * `contents.enabled`, and only as `tags.include`, `tags.exclude` and
       * `registries` allow. Default true.
       */
      watch?: boolean;
    };

    /** What is read of images: files, packages, libraries. */
    contents?: {
      /** Whether images are read at all. Default true. */
      enabled?: boolean;
      /** Beyond one of these an image is too large, and is not read. */
      limits?: {
        /** Compressed bytes of an image. Default 2 GiB. */
        compressedBytes?: number;
        /** Unpacked bytes of an image. Default 10 GiB. */
        unpackedBytes?: number;
        /** Entries of an image, all layers together. Default 1,000,000. */
        entries?: number;
      };
      /** Images at once on each replica, 1 to 16. Default 2. */
      concurrency?: number;
      /**
       * How long lists of files are kept of images that no tag points to any
       * more, from a day. The newest two of each tag are always kept, and what
       * is said in short for as long as `tags.retention`. Default 30 days.
       */
      retention?: HumanDuration | string;
    };

    /** What counts as a risk. */
    risk?: {
      /**
       * Days before the deprecation of a runtime from which its functions are
       * at risk, 0 to 3650. Default 180.
       */
      deprecationDays?: number;
    };

    /** Digests that are known without asking a registry. */
    digests?: Array<{
      /** A tagged image, for example `docker.io/library/amazonlinux:2023`. */
      image: string;
      /** `sha256:` and 64 lower-case hexadecimal digits. */
      digest: string;
    }>;

    /** Which tags are watched for what they point to, and how. */
    tags?: {
      /** Whether registries are asked at all. Default true. */
      enabled?: boolean;
      /**
       * Patterns of `registry/repository` that are watched, with `*` for any
       * text. By default all that components name.
       */
      include?: string[];
      /** Patterns of those that are not watched. */
      exclude?: string[];
      /** Durations of 1 second to 30 days. */
      schedule?: {
        /**
         * Between two looks at a tag that a component names without a digest.
         * Default 15 minutes.
         */
        unpinned?: HumanDuration | string;
        /** At one that is always named with a digest. Default 1 hour. */
        pinned?: HumanDuration | string;
        /** At build-stamped tags, which should not move. Default 6 hours. */
        dated?: HumanDuration | string;
        /**
         * How long a tag has to hold still after a move. One that moves again
         * before is read, and told of, only when it has; at most a day. Default
         * 20 minutes.
         */
        holdDown?: HumanDuration | string;
      };
      /** Looks at once on each replica, 1 to 100. Default 16. */
      concurrency?: number;
      /** How long history is kept, from a day. Default 2 years. */
      retention?: HumanDuration | string;
      /** History from before the first look, from files. */
      importHistory?: Array<{
        /** Relative to the working directory of the backend process. */
        file: string;
        /** Who has seen it; shown beside it. */
        reportedBy: string;
      }>;
      notifications?: {
        /** Whether owners are told of moved tags. Default true. */
        enabled?: boolean;
      };
    };

    /**
     * How registries are asked. Those that are not listed are asked without
     * credentials.
     */
    registries?: Array<{
      /** Host as in completed references, with its port: `docker.io`. */
      host: string;
      /**
       * Origin that answers for it, `https://…` or `http://…`. By default
       * `https://` and the host.
       */
      endpoint?: string;
      /** Together with `password`. */
      username?: string;
      /** @visibility secret */
      password?: string;
      /**
       * Whether it may have addresses that are not public: loopback, private,
       * link-local. Never those of cloud metadata services. Default false.
       */
      allowPrivateAddresses?: boolean;
      /** Further hosts that may issue tokens for it. */
      tokenHosts?: string[];
      /**
       * Hosts to which it redirects for blobs and that have addresses that are
       * not public. Any host with a public address may be redirected to.
       */
      redirectHosts?: string[];
      /** Certificates in PEM that are trusted for it besides the usual ones. */
      ca?: string;
      /** Mean rate. Default 5; 0.8 for ECR Public without credentials. */
      requestsPerSecond?: number;
      /** Requests that may come at once before the rate counts. Default 10. */
      burst?: number;
      /** Requests at the same time, on each replica. Default 8. */
      concurrency?: number;
      /**
       * Whether the registry itself is asked. Where not, only its mirrors are.
       * Default true.
       */
      watch?: boolean;
      /**
       * Registries that answer for it from what they have kept. What each says
       * is a history of its own.
       */
      mirrors?: Array<{
        /** Host of the mirror, with its port. */
        host: string;
        /**
         * Origin that answers for it, `https://…` or `http://…`. By default
         * `https://` and the host.
         */
        endpoint?: string;
        /** Together with `password`. */
        username?: string;
        /** @visibility secret */
        password?: string;
        /**
         * Whether it may have addresses that are not public: loopback, private,
         * link-local. Never those of cloud metadata services. Default false.
         */
        allowPrivateAddresses?: boolean;
        /** Further hosts that may issue tokens for it. */
        tokenHosts?: string[];
        /**
         * Hosts to which it redirects for blobs and that have addresses that are
         * not public. Any host with a public address may be redirected to.
         */
        redirectHosts?: string[];
        /** Certificates in PEM that are trusted for it besides the usual ones. */
        ca?: string;
        /** Mean rate. Default 5; 0.8 for ECR Public without credentials. */
        requestsPerSecond?: number;
        /** Requests that may come at once before the rate counts. Default 10. */
        burst?: number;
        /** Requests at the same time, on each replica. Default 8. */
        concurrency?: number;
        /** What stands before its repositories there: `docker-hub/`. */
        repositoryPrefix?: string;
      }>;
    }>;
  };
}
