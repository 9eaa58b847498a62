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

import fs from 'node:fs';
import path from 'node:path';
import { findPostgres, startPostgres } from '../../test/support/postgres.mjs';
import { installWithApt, isInstalled } from './debian.mjs';
import { programFile, runNode } from './program.mjs';

// What binaries and images are built with, and what is asked beside us about
// them. Tests that need one of these say so where it is missing.
const PROGRAMS = {
  readelf: 'binutils',
  'g++': 'g++',
  'aarch64-linux-gnu-g++': 'g++-aarch64-linux-gnu',
  go: 'golang-go',
  'docker-registry': 'docker-registry',
  skopeo: 'skopeo',
  'dpkg-deb': 'dpkg',
  umoci: 'umoci',
  rpmbuild: 'rpm',
  'db5.3_load': 'db5.3-util',
};

/**
 * Jest over all packages, with a PostgreSQL of its own. Without one the store
 * tests run on SQLite alone, which counts as one skipped part; so do programs
 * that are not there.
 */
export async function jestTests({ root, scratch, strict }) {
  installWithApt(
    'compilers and a registry',
    findMissing().map(program => PROGRAMS[program]),
  );
  const missing = findMissing();
  const report = path.join(scratch, 'jest.json');
  const given =
    process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING;
  const postgres = !given && findPostgres() ? await startPostgres() : undefined;
  try {
    const connection = given ?? postgres?.connectionString;
    const code = await runNode(
      root,
      [
        programFile(root, '@backstage/cli', 'backstage-cli'),
        'repo',
        'test',
        '--silent',
        '--json',
        `--outputFile=${report}`,
      ],
      {
        // Without it Jest watches; without Docker the test databases look for
        // connection strings only.
        CI: '1',
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        ...(connection && {
          BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: connection,
        }),
        ...(strict && { LAMBDA_COMPAT_REQUIRE_ALL: '1' }),
      },
    );
    const notes = [];
    if (!connection) {
      notes.push(
        `no PostgreSQL for ${process.platform}-${process.arch} on npm: set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING`,
      );
    }
    if (missing.length > 0) {
      const names = missing.map(program => PROGRAMS[program]).join(' ');
      notes.push(`no ${missing.join(', ')} (Debian: apt-get install ${names})`);
    }
    const count = countTests(report, code);
    return notes.length === 0
      ? count
      : {
          ...count,
          skipped: count.skipped + notes.length,
          note: notes.join('; '),
        };
  } finally {
    await postgres?.stop();
  }
}

function findMissing() {
  return Object.keys(PROGRAMS).filter(program => !isInstalled(program));
}

function countTests(report, code) {
  if (!fs.existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(fs.readFileSync(report, 'utf8'));
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}
