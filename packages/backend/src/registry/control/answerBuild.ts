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

import type { SampleMeasurement } from '../../measurements/readSampleMeasurements';
import { type Exchange, sendBytes } from '../http/answers';
import { linkProgram } from '../libraries/linkProgram';
import { ControlError } from './ControlError';

/** Builds that can be asked for while the portal runs, by name. */
export type SampleBuilds = Record<string, SampleMeasurement>;

/** What a build is of, and the files that it has made. */
export interface DescribedBuild {
  entity: string;
  build: { number?: string; commit?: string };
  files: string[];
}

export function describeBuilds(
  builds: SampleBuilds,
): Record<string, DescribedBuild> {
  return Object.fromEntries(
    Object.entries(builds).map(([name, { entity, build = {}, made = {} }]) => [
      name,
      { entity, build, files: Object.keys(made) },
    ]),
  );
}

/**
 * Answers with a file that a build has made: as a CI would find it on its disk.
 *
 * @param address - `build/file`
 * @throws {@link ControlError} where there is no such build or file
 */
export function answerBuild(
  exchange: Exchange,
  builds: SampleBuilds,
  address: string,
): void {
  const [name, ...rest] = address.split('/');
  const file = rest.join('/');
  const sample = Object.hasOwn(builds, name) ? builds[name] : undefined;
  const made = sample?.made ?? {};
  if (!sample || !Object.hasOwn(made, file)) {
    const known = Object.entries(describeBuilds(builds)).flatMap(
      ([build, { files }]) => files.map(one => `${build}/${one}`),
    );
    throw new ControlError(
      `There is no build ${address}; there are ${known.join(', ')}`,
    );
  }
  sendBytes(
    exchange,
    200,
    { 'Content-Type': 'application/octet-stream' },
    linkProgram(made[file], sample.build?.number),
  );
}
