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

import type { ArtifactReport } from '@lambda-compat/elf-symbols';
import type {
  Architecture,
  PackageType,
  RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { basename } from 'node:path';
import type { CheckedPart } from '../checking/parts';
import { InfrastructureError } from '../commands/InfrastructureError';
import { formatBytes } from '../output/quantities';

/** What the portal takes. */
const maxBytes = 5_000_000;

/** Names of symbols that are sent for each version, longest first. */
const symbolLimits = [64, 10, 3, 0];

/** What is said of a function beside what was measured. */
export interface UploadFacts {
  entityRef: string;
  function?: string;
  runtime?: string;
  architecture?: Architecture;
  packageType?: PackageType;
  build: { url?: string; commit?: string; number?: string };
  /** A measured one only: those that are shipped, the portal has too. */
  profile?: RuntimeProfile;
  /** ISO 8601. */
  measuredAt: string;
}

/** A document as it is sent, and what was left out to make it fit. */
export interface UploadDocument {
  text: string;
  /** Null where all names of symbols are in it. */
  symbolsPerVersion: number | null;
}

/**
 * The document of one function, with as many names of symbols as fit.
 *
 * @throws InfrastructureError when it does not fit without any
 */
export function uploadDocument(
  facts: UploadFacts,
  parts: readonly CheckedPart[],
): UploadDocument {
  let size = 0;
  for (const limit of symbolLimits) {
    const { record, cut } = recordOf(facts, parts, limit);
    const text = JSON.stringify(record);
    size = Buffer.byteLength(text);
    if (size <= maxBytes) {
      return { text, symbolsPerVersion: cut ? limit : null };
    }
  }
  throw new InfrastructureError(
    `The report has ${formatBytes(size)} and the portal takes ${formatBytes(
      maxBytes,
    )}: nothing was sent.`,
  );
}

function recordOf(
  facts: UploadFacts,
  [first, ...layers]: readonly CheckedPart[],
  limit: number,
) {
  let cut = false;
  const artifactOf = ({ path, report }: CheckedPart): ArtifactReport => ({
    ...report,
    // Folders of the machine that measured are nobody else's business.
    name: basename(path) || 'artifact',
    files: report.files.map(({ versionSymbols, ...file }) => {
      if (!versionSymbols) {
        return file;
      }
      cut ||= versionSymbols.some(({ symbols }) => symbols.length > limit);
      return limit === 0
        ? file
        : {
            ...file,
            versionSymbols: versionSymbols.map(group => ({
              ...group,
              symbols: group.symbols.slice(0, limit),
            })),
          };
    }),
  });
  const { build } = facts;
  const record = {
    schema: 'lambda-compat/upload/v1',
    entityRef: facts.entityRef,
    function: facts.function,
    artifact: artifactOf(first),
    ...(layers.length > 0 && {
      layers: layers.map(layer => ({
        name: layer.name,
        artifact: artifactOf(layer),
      })),
    }),
    runtime: facts.runtime,
    architecture: facts.architecture,
    packageType: facts.packageType,
    measuredAt: facts.measuredAt,
    ...(Object.values(build).some(value => value !== undefined) && { build }),
    profile: facts.profile,
  };
  return { record, cut };
}
