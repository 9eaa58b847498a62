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
  };
}
