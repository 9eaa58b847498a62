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

import path from 'node:path';
import { readFile } from 'node:fs/promises';
import yaml from 'yaml';
import type { SampleProgram } from '../registry/libraries/linkProgram';

/** One function of the sample catalog, and what its artifact is put together from. */
export interface SampleMeasurement {
  entity: string;
  function?: string;
  runtime?: string;
  architecture?: string;
  packageType?: string;
  /** Paths in the artifact, with the npm package and file they are taken from. */
  files?: Record<string, string>;
  /** Paths in the artifact, with the programs that are made for them. */
  made?: Record<string, SampleProgram>;
  /** A sample repository that is the artifact as it is. */
  repository?: string;
  build?: { number?: string; commit?: string };
  /** How long before the start it was built and measured; 0 unless given. */
  daysAgo?: number;
}

/** What is measured at the start of the portal, in the order of the file. */
export async function readSampleMeasurements(
  samplesFolder: string,
): Promise<SampleMeasurement[]> {
  return (await read(samplesFolder)).measurements;
}

/** What can be built while the portal runs, by name. */
export async function readSampleBuilds(
  samplesFolder: string,
): Promise<Record<string, SampleMeasurement>> {
  return (await read(samplesFolder)).builds;
}

interface MeasurementsFile {
  measurements: SampleMeasurement[];
  builds: Record<string, SampleMeasurement>;
}

async function read(samplesFolder: string): Promise<MeasurementsFile> {
  const file = path.join(samplesFolder, 'measurements.yaml');
  return yaml.parse(await readFile(file, 'utf8'), { merge: true });
}
