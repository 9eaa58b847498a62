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

/* eslint-disable no-console -- its lines are what it is for */

import { parseArgs } from 'node:util';
import { CASE_GROUPS } from '../cases';
import { ociRegistry } from '../clients/ociRegistry';
import { type CaseResult, runCase } from '../runCase';
import { commandClient, type CommandTemplates } from './commandClient';

const USAGE = `Usage:
  node run.mjs list
  node run.mjs run --client 'PROGRAM … {reference}' [--manifest …] [--blob …]
                   [--tags …] [--platform …] [--only ID]… [--json]

--client     prints the digest of {reference}
--manifest   prints the manifest of {reference}
--blob       prints the blob {reference}, which ends in a digest
--tags       prints the tags of {repository}, one a line
--platform   prints the digest of {reference} for {platform}
--only       cases whose id begins so
--json       one result a line, as JSON

Without --client the package @lambda-compat/oci-registry is tested.
Exit code: 0 all judged cases are right, 1 one is wrong, 2 wrong usage.`;

/** Runs the suite for a program, or lists its cases. */
export async function main(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      client: { type: 'string' },
      manifest: { type: 'string' },
      blob: { type: 'string' },
      tags: { type: 'string' },
      platform: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  });
  switch (positionals[0]) {
    case 'list':
      listCases();
      return 0;
    case 'run':
      return runCases(values, values.only, values.json);
    default:
      console.error(USAGE);
      return 2;
  }
}

function listCases(): void {
  for (const { title, cases } of CASE_GROUPS) {
    console.log(`# ${title}`);
    cases.forEach(row => console.log(`${row.id}: ${row.title}`));
  }
}

async function runCases(
  values: { client?: string } & Omit<CommandTemplates, 'digest'>,
  only: readonly string[],
  asJson: boolean,
): Promise<number> {
  const { blob, client: digest, manifest, platform, tags } = values;
  const given = Object.entries({ digest, manifest, platform, blob, tags });
  const templates = Object.fromEntries(given.filter(([, value]) => value));
  const client =
    Object.keys(templates).length > 0 ? commandClient(templates) : ociRegistry;
  const counts = { right: 0, wrong: 0, 'left-out': 0 };
  for (const { title, cases } of CASE_GROUPS) {
    const wanted = cases.filter(
      ({ id }) => only.length === 0 || only.some(part => id.startsWith(part)),
    );
    if (wanted.length > 0 && !asJson) {
      console.log(`# ${title}`);
    }
    for (const row of wanted) {
      const result = await runCase(row, client);
      counts[result.result] += 1;
      console.log(asJson ? JSON.stringify(result) : describe(result));
    }
  }
  if (!asJson) {
    console.log(
      `${counts.right} right, ${counts.wrong} wrong, ${counts['left-out']} left out`,
    );
  }
  return counts.wrong > 0 ? 1 : 0;
}

function describe({ id, result, reasons, title }: CaseResult): string {
  const lines = reasons.map(reason => `\n    ${reason}`).join('');
  return result === 'right'
    ? `right     ${id}`
    : `${result.padEnd(9)} ${id}: ${title}${lines}`;
}
