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

import type {
  FactSource,
  LambdaRuntime,
  OperatingSystem,
  RuntimeFact,
  RuntimeFamily,
} from '../types';

// One runtime a line: id, system, architectures (`both` is x86_64 and arm64),
// package types (`both` is zip and image), what proves the system, and the dates
// of release, deprecation, block of creation and block of update; `-` where AWS
// has published none.
const ROWS = `
  dotnetcore1.0 al1 x86_64 both docs 2016-12-01 2019-06-27 2019-06-30 2019-07-30
  dotnetcore2.0 al1 x86_64 both docs 2018-01-15 2019-05-30 2019-04-30 2019-05-30
  dotnetcore2.1 al1 x86_64 both layer 2018-07-09 2022-01-05 2022-01-05 2022-04-13
  go1.x al1 x86_64 both layer 2018-01-15 2024-01-08 2024-02-08 2027-03-03
  java8 al1 x86_64 both layer 2015-06-15 2024-01-08 2024-02-08 2027-03-03
  nodejs al1 x86_64 both docs 2014-11-13 2016-08-30 2016-09-30 2016-10-31
  nodejs4.3 al1 x86_64 both docs 2016-04-07 2020-03-05 2020-02-03 2020-03-05
  nodejs4.3-edge al1 x86_64 both docs 2017-07-17 2020-03-05 2019-03-31 2019-04-30
  nodejs6.10 al1 x86_64 both docs 2017-03-22 2019-08-12 2019-07-12 2019-08-12
  nodejs8.10 al1 x86_64 both docs 2018-04-02 2020-03-06 2020-02-04 2020-03-06
  provided al1 x86_64 both layer 2018-11-29 2024-01-08 2024-02-08 2027-03-03
  python2.7 al1 x86_64 both layer 2015-10-08 2021-07-15 2021-07-15 2022-05-30
  python3.6 al1 x86_64 both layer 2017-04-18 2022-07-18 2022-07-18 2022-08-29
  python3.7 al1 x86_64 both layer 2018-11-19 2023-12-04 2024-01-09 2027-03-03
  ruby2.5 al1 x86_64 both layer 2018-11-29 2021-07-30 2021-07-30 2022-03-31
  dotnet5.0 al2 x86_64 image docs 2020-12-02 2022-05-10 - -
  dotnet6 al2 both both layer 2022-02-24 2024-12-20 2027-02-01 2027-03-03
  dotnet7 al2 both image docs 2022-11-15 2024-05-14 - -
  dotnetcore3.1 al2 both both layer 2020-03-31 2023-04-03 2023-04-03 2023-05-03
  java11 al2 both both layer 2019-11-18 2027-06-30 2027-07-31 2027-08-31
  java17 al2 both both layer 2023-04-27 2027-06-30 2027-07-31 2027-08-31
  java8.al2 al2 both both layer 2020-08-12 2027-06-30 2027-07-31 2027-08-31
  nodejs10.x al2 x86_64 both layer 2019-05-15 2021-07-30 2021-07-30 2022-02-14
  nodejs12.x al2 both both layer 2019-11-18 2023-03-31 2023-03-31 2023-04-30
  nodejs14.x al2 both both layer 2021-02-03 2023-12-04 2024-01-09 2027-03-03
  nodejs16.x al2 both both layer 2022-05-12 2024-06-12 2027-02-01 2027-03-03
  nodejs18.x al2 both both layer 2022-11-18 2025-09-01 2027-02-01 2027-03-03
  provided.al2 al2 both both layer 2020-08-12 2026-07-31 2027-02-01 2027-03-03
  python3.10 al2 both both layer 2023-04-18 2026-10-31 2027-02-01 2027-03-03
  python3.11 al2 both both layer 2023-07-27 2027-06-30 2027-07-31 2027-08-31
  python3.8 al2 both both layer 2019-11-18 2024-10-14 2027-02-01 2027-03-03
  python3.9 al2 both both layer 2021-08-16 2025-12-15 2027-02-01 2027-03-03
  ruby2.7 al2 both both layer 2020-02-19 2023-12-07 2024-01-09 2027-03-03
  ruby3.2 al2 both both layer 2023-06-07 2026-03-31 2027-02-01 2027-03-03
  dotnet10 al2023 both both table 2026-01-08 2028-11-14 2028-12-14 2029-01-15
  dotnet8 al2023 both both layer 2024-02-22 2026-11-10 2027-02-01 2027-03-03
  dotnet9 al2023 both image table 2024-12-09 2026-11-10 - -
  java11.al2023 al2023 both both table 2026-07-31 2029-06-30 - 2029-08-31
  java17.al2023 al2023 both both table 2026-07-31 2029-06-30 - 2029-08-31
  java21 al2023 both both layer 2023-11-17 2029-06-30 2029-07-31 2029-08-31
  java25 al2023 both both table 2025-11-14 2029-06-30 2029-07-31 2029-08-31
  java8.al2023 al2023 both both table 2026-07-31 2029-06-30 - 2029-08-31
  nodejs20.x al2023 both both layer 2023-11-15 2026-04-30 2027-02-01 2027-03-03
  nodejs22.x al2023 both both table 2024-11-22 2027-04-30 2027-06-01 2027-07-01
  nodejs24.x al2023 both both table 2025-11-25 2028-04-30 2028-06-01 2028-07-01
  nodejs26.x al2023 both both table - - - - preview
  provided.al2023 al2023 both both layer 2023-11-10 2029-06-30 2029-07-31 2029-08-31
  python3.12 al2023 both both layer 2023-12-14 2028-10-31 2028-11-30 2029-01-10
  python3.13 al2023 both both table 2024-11-14 2029-06-30 2029-07-31 2029-08-31
  python3.14 al2023 both both table 2025-11-18 2029-06-30 2029-07-31 2029-08-31
  python3.15 al2023 both both table - - - - preview
  ruby3.3 al2023 both both layer 2024-04-04 2027-03-31 2027-04-30 2027-05-31
  ruby3.4 al2023 both both table 2025-03-27 2028-03-31 2028-04-30 2028-05-31
  ruby4.0 al2023 both both table 2026-04-30 2029-03-31 2029-04-30 2029-05-31
`;

const SYSTEM_SOURCES: Record<string, FactSource> = {
  layer: {
    text: 'aws/aws-lambda-base-images: the branch of the runtime has the same base layer file as provided (8fa6e620), provided.al2 (0cff4522) or provided.al2023 (966fe476)',
    asOf: '2024-12-31',
    grade: 'measured',
  },
  docs: {
    text: 'docs.aws.amazon.com lambda-runtimes, table of deprecated runtimes; lambci/docker-lambda',
    asOf: '2026-08-19',
    grade: 'documented',
  },
  table: {
    text: 'docs.aws.amazon.com lambda-runtimes, table of supported runtimes, as copied in public notes of 2026-H2',
    asOf: '2026-08-31',
    grade: 'documented',
  },
};

const RUNTIME_TABLE: FactSource = {
  text: 'docs.aws.amazon.com lambda-runtimes, as copied in public notes of 2026-H2, and the branches of aws/aws-lambda-base-images',
  asOf: '2026-08-31',
  grade: 'documented',
};

const API_ENUM: FactSource = {
  text: 'botocore 0e6e240, enum Runtime of the Lambda API; the images of previews carry a tag that ends in -preview',
  asOf: '2026-08-07',
  grade: 'documented',
};

const RELEASE_DATES: FactSource = {
  text: 'endoflife.date, product aws-lambda',
  asOf: '2026-08-22',
  grade: 'documented',
};

const LIFECYCLE_DATES: FactSource = {
  text: 'aws-cloudformation/cfn-lint 217397c, LmbdRuntimeLifecycle.json',
  asOf: '2026-08-19',
  grade: 'documented',
};

function dateOf(text: string): string | null {
  return text === '-' ? null : text;
}

function parseRow(row: string): LambdaRuntime {
  const [id, system, architectures, packages, proof, ...rest] = row.split(' ');
  const [release, deprecation, blockCreate, blockUpdate, preview] = rest;
  const sources: Record<RuntimeFact, FactSource> = {
    operatingSystem: SYSTEM_SOURCES[proof],
    architectures: RUNTIME_TABLE,
    packageTypes: packages === 'image' ? RUNTIME_TABLE : API_ENUM,
    preview: API_ENUM,
    releaseDate: RELEASE_DATES,
    deprecationDate: LIFECYCLE_DATES,
    blockCreateDate: LIFECYCLE_DATES,
    blockUpdateDate: LIFECYCLE_DATES,
  };
  return {
    id,
    family: /^(?:dotnet|[a-z]+)/.exec(id)?.[0] as RuntimeFamily,
    operatingSystem: system as OperatingSystem,
    architectures: architectures === 'both' ? ['x86_64', 'arm64'] : ['x86_64'],
    packageTypes: packages === 'both' ? ['zip', 'image'] : ['image'],
    preview: preview === 'preview',
    releaseDate: dateOf(release),
    deprecationDate: dateOf(deprecation),
    blockCreateDate: dateOf(blockCreate),
    blockUpdateDate: dateOf(blockUpdate),
    sources,
  };
}

/**
 * Every identifier that the Lambda API or its images have had, deprecated ones
 * and previews too. Ordered by system, then by name.
 *
 * @public
 */
export const RUNTIMES: readonly LambdaRuntime[] = ROWS.trim()
  .split('\n')
  .map(row => parseRow(row.trim()));

const BY_ID = new Map(RUNTIMES.map(runtime => [runtime.id, runtime]));

/**
 * The runtime of an identifier, written as in the Lambda API, or undefined.
 *
 * @public
 */
export function findRuntime(id: string): LambdaRuntime | undefined {
  return BY_ID.get(id);
}
