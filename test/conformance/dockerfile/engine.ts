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

/* eslint-disable @backstage/no-relative-monorepo-imports */

// The public sets test the parts of the engine that the package keeps to
// itself: the parser and the shell lexer.
export { detectSyntax } from '../../../packages/image-references/src/formats/dockerfile/parser/directives';
export { type InstructionNode } from '../../../packages/image-references/src/formats/dockerfile/parser/instructionNode';
export { parseDockerfile } from '../../../packages/image-references/src/formats/dockerfile/parser/parseDockerfile';
export { expandWord } from '../../../packages/image-references/src/formats/dockerfile/shell/shellWord';
export { findImageReferences } from '../../../packages/image-references/src/findImageReferences';
