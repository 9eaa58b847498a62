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

import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { ReportUpload } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  profileFromSnapshot,
  RuntimeProfileError,
} from '@lambda-compat/lambda-runtimes';
import { DateTime } from 'luxon';
import { artifactShape } from '../shape/artifactShape';
import {
  anyObject,
  checkShape,
  list,
  object,
  oneOf,
  type Shape,
  text,
} from '../shape/shapes';

/** Lambda takes five layers; the rest is for what runs as one. */
const MAX_LAYERS = 10;

/** Clocks of build machines are not exact. */
const MAX_FUTURE_MS = 10 * 60_000;

/** The day on which AWS Lambda was announced. */
const FIRST_DAY_MS = Date.UTC(2014, 10, 13);

const time = text(
  40,
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/,
  'a time in ISO 8601 with its time zone, such as 2026-11-23T08:00:00Z',
);

const uploadShape: Shape = object(
  {
    schema: oneOf(['lambda-compat/upload/v1']),
    entityRef: text(
      250,
      /^[A-Za-z0-9-]{1,63}:([A-Za-z0-9_.-]{1,63}\/)?[A-Za-z0-9_.-]{1,63}$/,
      'an entity ref such as component:default/orders',
    ),
    artifact: artifactShape,
    measuredAt: time,
  } satisfies Partial<Record<keyof ReportUpload, Shape>>,
  {
    function: text(
      140,
      /^[A-Za-z0-9_.-]+$/,
      'the name of a function: up to 140 letters, digits, hyphens, dots and underscores',
    ),
    layers: list(
      object({
        name: text(300, /^[^\p{Cc}\p{Cs}]+$/u, 'the name or ARN of a layer'),
        artifact: artifactShape,
      }),
      MAX_LAYERS,
    ),
    runtime: text(
      64,
      /^[a-z][a-z0-9.-]+$/,
      'an identifier of the Lambda API such as provided.al2023',
    ),
    architecture: oneOf(['x86_64', 'arm64']),
    packageType: oneOf(['zip', 'image']),
    build: object(
      {},
      {
        url: text(
          2_048,
          /^https?:\/\//,
          'an address that begins with https://',
        ),
        commit: text(
          64,
          /^[0-9a-fA-F]{7,64}$/,
          'a commit in hexadecimal digits',
        ),
        number: text(
          100,
          /^[^\p{Cc}\p{Cs}]+$/u,
          'the number of a build, as a text',
        ),
      },
    ),
    profile: anyObject,
  } satisfies Partial<Record<keyof ReportUpload, Shape>>,
);

/** An upload whose every value has been looked at. */
export interface CheckedUpload extends ReportUpload {
  /** Milliseconds since 1970. */
  measuredMs: number;
}

/**
 * @param value - parsed JSON
 * @returns the upload, with a full entity ref in lower case
 * @throws `InputError` that names the place and what is expected there
 */
export function readUpload(value: unknown, now: number): CheckedUpload {
  checkShape(value, uploadShape, 'upload');
  const upload = value as ReportUpload;
  if (upload.build?.url !== undefined) {
    checkUrl(upload.build.url);
  }
  return {
    ...upload,
    entityRef: stringifyEntityRef(parseEntityRef(upload.entityRef)),
    measuredMs: readTime(upload.measuredAt, now),
    ...(upload.profile !== undefined && {
      profile: readProfile(upload.profile),
    }),
  };
}

function readTime(measuredAt: string, now: number): number {
  const milliseconds = DateTime.fromISO(measuredAt).toMillis();
  if (!Number.isFinite(milliseconds)) {
    throw new InputError(`upload.measuredAt is no time: '${measuredAt}'`);
  }
  if (milliseconds > now + MAX_FUTURE_MS) {
    throw new InputError(
      `upload.measuredAt is in the future: ${measuredAt}. Correct the clock of the machine that measures.`,
    );
  }
  if (milliseconds < FIRST_DAY_MS) {
    throw new InputError(
      `upload.measuredAt is before there was AWS Lambda: ${measuredAt}. Correct the clock of the machine that measures.`,
    );
  }
  return milliseconds;
}

/** It becomes a link in the portal. */
function checkUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || parsed.username || parsed.password) {
    throw new InputError(
      'upload.build.url must be an address that begins with https://, without user and password',
    );
  }
}

function readProfile(profile: unknown) {
  try {
    const measured = profileFromSnapshot(profile);
    if (measured.origin === 'shipped') {
      throw new InputError(
        'upload.profile was not measured; leave it out, and the portal takes the one of the runtime',
      );
    }
    return measured;
  } catch (error) {
    if (error instanceof RuntimeProfileError) {
      throw new InputError(`upload.profile cannot be used: ${error.message}`);
    }
    throw error;
  }
}
