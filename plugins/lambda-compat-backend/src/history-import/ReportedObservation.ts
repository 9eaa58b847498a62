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

/** What somebody says that a tag pointed to. */
export interface ReportedObservation {
  registry: string;
  repository: string;
  tag: string;
  /** Null while the tag was not there. */
  digest: string | null;
  /** Digest by platform; null where the report does not say. */
  platforms: ReadonlyMap<string, string> | null;
  /** Milliseconds since 1970: first and last time at which it was so. */
  fromMs: number;
  untilMs: number;
  /** Where the report says so, for messages. */
  place: string;
}

/** `registry/repository:tag`, by which observations of one tag are found. */
export function toImage(
  observation: Pick<ReportedObservation, 'registry' | 'repository' | 'tag'>,
): string {
  const { registry, repository, tag } = observation;
  return `${registry}/${repository}:${tag}`;
}

/** Observations of one tag each, by image. */
export function groupByImage(
  observations: readonly ReportedObservation[],
): Map<string, ReportedObservation[]> {
  const groups = new Map<string, ReportedObservation[]>();
  for (const observation of observations) {
    const image = toImage(observation);
    const group = groups.get(image);
    if (group) {
      group.push(observation);
    } else {
      groups.set(image, [observation]);
    }
  }
  return groups;
}
