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
import { SAMPLES_FOLDER } from '../support/samples';

/**
 * What the incident is to be pinned to, with its tag and its digest: the image
 * before the move, which another of the samples has pinned by hand.
 */
export function readIncidentPin(): string {
  const file = path.join(
    SAMPLES_FOLDER,
    'repositories/settle/build/Dockerfile',
  );
  const [, image] = /^FROM (\S+@sha256:[0-9a-f]{64}) /m.exec(
    fs.readFileSync(file, 'utf8'),
  )!;
  return image;
}
