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

import { RuntimeProfileError } from '../errors';
import type {
  Answer,
  FactSource,
  ProvidedLibrary,
  RuntimeProfile,
  RuntimeState,
} from '../types';
import { SnapshotReader } from './SnapshotReader';

/** Characters of a snapshot as text; those of real runtimes have 0.2 million. */
const MAX_SNAPSHOT = 5 * 1024 * 1024;
const MAX_STATES = 16;
const MAX_LIBRARIES = 20_000;
const MAX_VERSIONS = 2_000;
const MAX_SYMBOLS = 20_000;
const MAX_FOLDERS = 500;

const ANSWERS: readonly Answer[] = ['yes', 'no', 'unknown'];
const ABSENCE = ['no', 'unknown'] as const;
const GRADES = ['measured', 'documented', 'derived', 'memory'] as const;
const ORIGINS = ['shipped', 'folder', 'image', 'snapshot'] as const;
const SYSTEMS = ['al1', 'al2', 'al2023', 'al2027'] as const;
const SCHEMA = 'lambda-compat/runtime-profile/v1';

function readSource(
  reader: SnapshotReader,
  value: unknown,
  place: string,
): FactSource {
  const source = reader.object(value, place);
  return {
    text: reader.text(source.text, `${place}.text`),
    asOf: reader.dayOrNull(source.asOf, `${place}.asOf`),
    grade: reader.oneOf(source.grade, GRADES, `${place}.grade`),
  };
}

function readLibrary(
  reader: SnapshotReader,
  value: unknown,
  place: string,
): ProvidedLibrary {
  const library = reader.object(value, place);
  const result: ProvidedLibrary = {
    present: reader.oneOf(library.present, ANSWERS, `${place}.present`),
    path: reader.textOrNull(library.path, `${place}.path`),
    versions: reader.texts(library.versions, `${place}.versions`, MAX_VERSIONS),
    otherVersions: reader.oneOf(
      library.otherVersions,
      ABSENCE,
      `${place}.otherVersions`,
    ),
    source: reader.text(library.source, `${place}.source`),
  };
  if (library.undecided !== undefined) {
    result.undecided = reader.text(library.undecided, `${place}.undecided`);
  }
  if (library.unknownVersions !== undefined) {
    result.unknownVersions = reader.texts(
      library.unknownVersions,
      `${place}.unknownVersions`,
      MAX_VERSIONS,
    );
  }
  if (library.symbols !== undefined) {
    result.symbols = reader.record(
      library.symbols,
      `${place}.symbols`,
      MAX_VERSIONS,
      (item, at) => {
        const symbols = reader.object(item, at);
        return {
          names: reader.texts(symbols.names, `${at}.names`, MAX_SYMBOLS),
          complete: reader.flag(symbols.complete, `${at}.complete`),
        };
      },
    );
  }
  return result;
}

function readState(
  reader: SnapshotReader,
  value: unknown,
  place: string,
): RuntimeState {
  const state = reader.object(value, place);
  const other = reader.object(state.otherLibraries, `${place}.otherLibraries`);
  const result: RuntimeState = {
    id: reader.text(state.id, `${place}.id`),
    name: reader.text(state.name, `${place}.name`),
    from: reader.dayOrNull(state.from, `${place}.from`),
    until: reader.dayOrNull(state.until, `${place}.until`),
    arrival: reader.textOrNull(state.arrival, `${place}.arrival`),
    libraries: reader.record(
      state.libraries,
      `${place}.libraries`,
      MAX_LIBRARIES,
      (item, at) => readLibrary(reader, item, at),
    ),
    otherLibraries: {
      present: reader.oneOf(
        other.present,
        ABSENCE,
        `${place}.otherLibraries.present`,
      ),
      source: reader.text(other.source, `${place}.otherLibraries.source`),
    },
    interpreters: reader.texts(
      state.interpreters,
      `${place}.interpreters`,
      MAX_FOLDERS,
    ),
    otherInterpreters: reader.oneOf(
      state.otherInterpreters,
      ABSENCE,
      `${place}.otherInterpreters`,
    ),
    interpreterSource: reader.text(
      state.interpreterSource,
      `${place}.interpreterSource`,
    ),
  };
  if (other.undecided !== undefined) {
    result.otherLibraries.undecided = reader.text(
      other.undecided,
      `${place}.otherLibraries.undecided`,
    );
  }
  if (state.folders !== undefined) {
    result.folders = reader.texts(
      state.folders,
      `${place}.folders`,
      MAX_FOLDERS,
    );
  }
  return result;
}

function parse(input: unknown): unknown {
  if (typeof input !== 'string') {
    return input;
  }
  if (input.length > MAX_SNAPSHOT) {
    throw new RuntimeProfileError(
      `snapshot: it has ${input.length} characters, more than ${MAX_SNAPSHOT}`,
    );
  }
  try {
    return JSON.parse(input);
  } catch (error) {
    throw new RuntimeProfileError(
      'snapshot: it is no JSON; take the whole output of the snapshot script',
      { cause: error },
    );
  }
}

/** Every key that a fact names must be there: a fact without source is none. */
function checkSources(profile: RuntimeProfile): void {
  profile.states.forEach((state, index) => {
    const named: Array<[string, string]> = [
      [state.otherLibraries.source, 'otherLibraries.source'],
      [state.interpreterSource, 'interpreterSource'],
      ...Object.entries(state.libraries).map(
        ([name, { source }]): [string, string] => [
          source,
          `libraries.${name.slice(0, 100)}.source`,
        ],
      ),
    ];
    for (const [key, place] of named) {
      if (!Object.hasOwn(profile.sources, key)) {
        throw new RuntimeProfileError(
          `snapshot: states[${index}].${place} names ${JSON.stringify(
            key.slice(0, 60),
          )}, which is not in sources`,
        );
      }
    }
  });
}

/**
 * The profile that the snapshot script has written inside of a Lambda function,
 * or that was stored before. Nothing is taken over unseen: every value is
 * checked and copied, and what the format does not have is left out.
 *
 * @param input - the JSON, as text or parsed
 *
 * @throws RuntimeProfileError that names the first place that is wrong
 *
 * @public
 */
export function profileFromSnapshot(input: unknown): RuntimeProfile {
  const reader = new SnapshotReader();
  const root = reader.object(parse(input), 'the snapshot');
  const profile: RuntimeProfile = {
    schema: reader.oneOf(root.schema, [SCHEMA], 'schema'),
    id: reader.text(root.id, 'id'),
    name: reader.text(root.name, 'name'),
    origin: reader.oneOf(root.origin, ORIGINS, 'origin'),
    runtime: reader.textOrNull(root.runtime, 'runtime'),
    operatingSystem:
      root.operatingSystem === null || root.operatingSystem === undefined
        ? null
        : reader.oneOf(root.operatingSystem, SYSTEMS, 'operatingSystem'),
    architecture: reader.oneOf(
      root.architecture,
      ['x86_64', 'arm64'],
      'architecture',
    ),
    packageType: reader.oneOf(
      root.packageType,
      ['zip', 'image'],
      'packageType',
    ),
    asOf: reader.dayOrNull(root.asOf, 'asOf'),
    libraryPath: reader.texts(root.libraryPath, 'libraryPath', MAX_FOLDERS),
    states: reader.list(root.states, 'states', MAX_STATES, (item, place) =>
      readState(reader, item, place),
    ),
    undecided: reader.textOrNull(root.undecided, 'undecided'),
    sources: reader.record(root.sources, 'sources', 500, (item, place) =>
      readSource(reader, item, place),
    ),
  };
  if (profile.states.length === 0) {
    throw new RuntimeProfileError('snapshot: states is empty');
  }
  checkSources(profile);
  return profile;
}
