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

/** What the exit code says, for every command. */
export const exitCodes = {
  /** Done as asked. */
  ok: 0,
  /** Done, and the answer is no: something asked for is not possible. */
  refused: 1,
  /** Done, and the evidence does not decide; commands that give a verdict. */
  undecided: 2,
  /** The command line itself is wrong; nothing was done. */
  usage: 3,
  /** Something could not be read, written or reached. */
  infrastructure: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
