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

import { run } from '../program';

export interface ProgramRun {
  code: number;
  stdout: string;
  stderr: string;
  /** What was written to standard output, byte by byte. */
  bytes: Buffer;
}

export interface RunOptions {
  cwd: string;
  stdin?: string | Uint8Array;
  env?: Record<string, string>;
  /** Columns of the terminal that both outputs are; none where absent. */
  terminal?: number;
}

/** Runs the program in this process and keeps what it wrote. */
export async function runProgram(
  argv: readonly string[],
  { cwd, stdin = '', env = {}, terminal }: RunOptions,
): Promise<ProgramRun> {
  const written: { stdout: Buffer[]; stderr: Buffer[] } = {
    stdout: [],
    stderr: [],
  };
  const output = (chunks: Buffer[]) => ({
    write: (chunk: string | Uint8Array) => chunks.push(Buffer.from(chunk)),
    ...(terminal !== undefined && { isTTY: true, columns: terminal }),
  });
  const code = await run(argv, {
    stdin: (async function* once() {
      yield stdin;
    })(),
    stdout: output(written.stdout),
    stderr: output(written.stderr),
    env,
    cwd,
  });
  const bytes = Buffer.concat(written.stdout);
  return {
    code,
    stdout: bytes.toString(),
    stderr: Buffer.concat(written.stderr).toString(),
    bytes,
  };
}
