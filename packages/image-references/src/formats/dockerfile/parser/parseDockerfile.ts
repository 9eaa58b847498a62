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

import { DockerfileScanner, type ParseError } from './DockerfileScanner';
import type { InstructionNode } from './instructionNode';

export interface ParsedDockerfile {
  nodes: InstructionNode[];
  /** `\` unless the file says otherwise. */
  escape: string;
  /** Why the builder refuses the file; the nodes before it are kept. */
  error: ParseError | null;
}

/** Reads a Dockerfile into its instructions, as BuildKit's parser does. */
export function parseDockerfile(content: string): ParsedDockerfile {
  const scanner = DockerfileScanner.create({ content });
  const error = scanner.scan();
  return { nodes: scanner.nodes, escape: scanner.escape, error };
}
