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

import { InputError } from '@backstage/errors';
import { MAX_OBSERVATIONS } from './readObservations';
import { groupByImage, type ReportedObservation } from './ReportedObservation';
import {
  isMap,
  type JsonMap,
  readDigest,
  readList,
  readMap,
  readSeconds,
  readTaggedImage,
} from './readValues';

// A page has at most 100 tags.
const MAX_ANSWERS = 1_000;

/** Whether a document is an answer of Quay, or a list of them. */
export function isQuayDocument(document: unknown): boolean {
  return Array.isArray(document) || (isMap(document) && 'tags' in document);
}

/**
 * What Quay answers to `GET /api/v1/repository/{repository}/tag/`: every stay
 * of every tag, those that are over included. The answer does not name the
 * repository, so `repository` is added to it.
 *
 * @throws `InputError` that names the entry
 */
export function readQuayTags(
  document: unknown,
  nowMs: number,
): ReportedObservation[] {
  const observations = Array.isArray(document)
    ? readList(document, 'The document', MAX_ANSWERS).flatMap((answer, index) =>
        readAnswer(readMap(answer, `[${index}]`), `[${index}].`, nowMs),
      )
    : readAnswer(readMap(document, 'The document'), '', nowMs);
  if (observations.length > MAX_OBSERVATIONS) {
    throw new InputError(
      `The document has ${observations.length} tags; at most ${MAX_OBSERVATIONS} are read`,
    );
  }
  return addAbsences(observations);
}

function readAnswer(
  answer: JsonMap,
  prefix: string,
  nowMs: number,
): ReportedObservation[] {
  const { repository } = answer;
  if (typeof repository !== 'string') {
    throw new InputError(
      `${prefix}repository is missing: add it to Quay's answer, such as "repository": "quay.io/team/base"`,
    );
  }
  return readList(answer.tags, `${prefix}tags`, MAX_OBSERVATIONS).map(
    (tag, index) => {
      const place = `${prefix}tags[${index}]`;
      const entry = readMap(tag, place);
      const fromMs = readSeconds(entry.start_ts, `${place}.start_ts`, nowMs);
      // A tag that is still there was seen when the answer was given, and when
      // that was it does not say.
      const untilMs =
        entry.end_ts === undefined || entry.end_ts === null
          ? fromMs
          : readSeconds(entry.end_ts, `${place}.end_ts`, nowMs);
      if (untilMs < fromMs) {
        throw new InputError(`${place}.end_ts is before ${place}.start_ts`);
      }
      return {
        ...readTaggedImage(
          `${repository}:${String(entry.name)}`,
          `${place}.name`,
        ),
        digest: readDigest(entry.manifest_digest, `${place}.manifest_digest`),
        platforms: null,
        fromMs,
        untilMs,
        place,
      };
    },
  );
}

/** Between the end of one stay and the next, the tag was not there. */
function addAbsences(
  observations: readonly ReportedObservation[],
): ReportedObservation[] {
  const byTag = groupByImage(observations);
  return [...byTag.values()].flatMap(stays => {
    const sorted = [...stays].sort((a, b) => a.fromMs - b.fromMs);
    return sorted.flatMap((stay, index) => {
      const next = sorted[index + 1];
      const isOver = stay.untilMs > stay.fromMs;
      return isOver && (!next || next.fromMs > stay.untilMs)
        ? [
            stay,
            {
              ...stay,
              digest: null,
              platforms: new Map<string, string>(),
              fromMs: stay.untilMs,
              untilMs: next ? next.fromMs : stay.untilMs,
            },
          ]
        : [stay];
    });
  });
}
