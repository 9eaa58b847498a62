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

/*
 * Writes src/schema/openapi.generated.ts from src/schema/openapi.yaml. The
 * official generator downloads a program at its first run; the types that are
 * needed here come from the document itself.
 *
 *   node scripts/generate-openapi.mjs
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const source = new URL('../src/schema/openapi.yaml', import.meta.url);
const target = new URL('../src/schema/openapi.generated.ts', import.meta.url);

const licence = readFileSync(new URL(import.meta.url), 'utf8')
  .split('*/')[0]
  .concat('*/\n');

const document = parse(readFileSync(source, 'utf8'));

writeFileSync(
  target,
  `${licence}
// Written by scripts/generate-openapi.mjs from openapi.yaml; do not edit.

// prettier-ignore
export const spec = ${JSON.stringify(document, null, 2)} as const;
`,
);
