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

import { exitCodes } from './exitCodes';
import { run } from './program';

/**
 * Runs the command line of this process: reads `process.argv`, writes to the
 * standard streams and sets `process.exitCode`. It never throws.
 *
 * @public
 */
export function main(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // The reader has gone, as in `lambda-compat refs . | head`: it has what
      // it wanted, so this ends quietly.
      if (error.code === 'EPIPE') {
        process.exit(process.exitCode ?? exitCodes.ok);
      }
      if (stream === process.stdout) {
        process.stderr.write(
          `error: the output could not be written (${
            error.code ?? error.message
          })\n`,
        );
      }
      process.exit(exitCodes.infrastructure);
    });
  }

  let cwd: string;
  try {
    cwd = process.cwd();
  } catch {
    process.stderr.write('error: the current folder no longer exists\n');
    process.exitCode = exitCodes.infrastructure;
    return;
  }

  run(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd,
  }).then(
    code => {
      process.exitCode = code;
    },
    (error: unknown) => {
      const detail = error instanceof Error ? error.stack : String(error);
      process.stderr.write(
        `error: lambda-compat stopped on a defect of its own\n${detail}\n`,
      );
      process.exitCode = exitCodes.infrastructure;
    },
  );
}
