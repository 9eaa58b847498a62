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

import type { ContentsLimits } from './types';

const MIB = 1024 * 1024;

/**
 * The bounds used unless others are given.
 *
 * @public
 */
export const DEFAULT_CONTENTS_LIMITS: ContentsLimits = {
  layers: 127,
  compressedBytes: 2048 * MIB,
  unpackedBytes: 10_240 * MIB,
  compressionRatio: 200,
  entries: 1_000_000,
  pathBytes: 4096,
  nameCharacters: 64 * MIB,
  elfBytes: 128 * MIB,
  packageDatabaseBytes: 256 * MIB,
  packages: 50_000,
  layerMs: 600_000,
};
