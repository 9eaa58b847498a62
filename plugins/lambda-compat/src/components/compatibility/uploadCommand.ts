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

/** What the command has to be told of the function. */
export interface UploadTarget {
  /** Address of the portal's backend. */
  url: string;
  entityRef: string;
  /** Where the component has several. */
  functionName?: string;
  runtime?: string | null;
  architecture?: string | null;
  isImage?: boolean;
}

// Names of functions and annotations are free text, and the command is pasted
// into a shell: whatever is not plainly a name is quoted.
function quoted(value: string): string {
  return /^[\w.:/@-]+$/.test(value)
    ? value
    : `'${value.replaceAll("'", "'\\''")}'`;
}

/** The command that measures an artifact in CI and brings its report here. */
export function uploadCommand(target: UploadTarget): string {
  const { architecture, entityRef, functionName, isImage, runtime } = target;
  return [
    `npx @lambda-compat/cli upload ${
      isImage ? './image.tar' : './function.zip'
    }`,
    `--url ${quoted(target.url)}`,
    `--entity ${quoted(entityRef)}`,
    functionName && `--function ${quoted(functionName)}`,
    runtime && `--runtime ${quoted(runtime)}`,
    architecture && `--arch ${quoted(architecture)}`,
    isImage && '--package-type image',
  ]
    .filter(Boolean)
    .join(' \\\n  ');
}
