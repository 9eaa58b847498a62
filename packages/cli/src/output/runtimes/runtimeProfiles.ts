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

import {
  type Architecture,
  findRuntime,
  highestVersions,
  type RuntimeProfile,
  type RuntimeState,
  versionNamespace,
} from '@lambda-compat/lambda-runtimes';
import { shippedProfile } from '../../checking/chooseProfile';
import type { Style } from '../../terminal/Style';
import { alignColumns } from '../columns';
import { jsonDocument } from '../json';
import { labelled, wrapText } from '../wrapText';
import { sourceText } from '../check/findingFacts';

/** Which profiles of a runtime are asked for. */
export interface RuntimeSelection {
  runtime: string;
  /** All that the runtime is offered on unless given. */
  arch?: Architecture;
  asOf?: string;
}

/** The document of `runtimes ID --format json`. */
export function runtimeDocument(selection: RuntimeSelection): string {
  const profiles = profilesOf(selection);
  return jsonDocument({ runtime: findRuntime(selection.runtime), profiles });
}

/** What a runtime provides in each state that it can be in. */
export function formatRuntime(
  selection: RuntimeSelection,
  style: Style,
): string {
  const profiles = profilesOf(selection);
  const runtime = findRuntime(selection.runtime);
  const { colors, width } = style;
  const dates = runtime
    ? [
        ['system', runtime.operatingSystem],
        ['architectures', runtime.architectures.join(', ')],
        ['packages', runtime.packageTypes.join(', ')],
        ['released', runtime.releaseDate],
        ['deprecated', runtime.deprecationDate],
        ['no create', runtime.blockCreateDate],
        ['no update', runtime.blockUpdateDate],
      ]
    : [];
  const blocks = [
    [
      colors.bold(selection.runtime),
      ...alignColumns(
        dates.map(([label, value]) => [
          String(label),
          value ?? 'not published',
        ]),
        '  ',
      ),
    ],
    ...profiles.flatMap(profile => [
      [colors.bold(profile.name)],
      ...profile.states.map(state => stateLines(profile, state, style)),
      ...(profile.undecided === null
        ? []
        : [
            labelled('not known', profile.undecided, {
              indent: 2,
              labelWidth: 11,
              width,
            }),
          ]),
    ]),
    [
      'Known from:',
      ...sourcesOf(profiles).flatMap(text =>
        wrapText(text, width - 4).map(
          (line, index) => `${index === 0 ? '  ' : '    '}${line}`,
        ),
      ),
    ],
  ];
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

function profilesOf({ runtime, arch, asOf }: RuntimeSelection) {
  const known = findRuntime(runtime);
  const architectures: readonly Architecture[] = arch
    ? [arch]
    : known?.architectures ?? ['x86_64'];
  const packageType = known?.packageTypes.includes('zip') ? 'zip' : 'image';
  return architectures.map(architecture =>
    shippedProfile({ runtime, architecture, packageType, asOf }),
  );
}

function stateLines(
  profile: RuntimeProfile,
  state: RuntimeState,
  { colors }: Style,
): string[] {
  const libraries = Object.entries(state.libraries);
  const count = (present: string) =>
    libraries.filter(([, library]) => library.present === present).length;
  const numbers = [
    `${count('yes')} libraries there`,
    ...(count('no') > 0 ? [`${count('no')} not`] : []),
    ...(count('unknown') > 0 ? [`${count('unknown')} not known`] : []),
    `others ${
      state.otherLibraries.present === 'no' ? 'are not there' : 'not known'
    }`,
  ];
  return [
    `  ${state.name}${spanOf(state)}`,
    ...alignColumns(versionRows(profile, state), '    '),
    colors.dim(`    ${numbers.join(', ')}`),
  ];
}

/** The version spans, by library and namespace. */
function versionRows(profile: RuntimeProfile, state: RuntimeState): string[][] {
  return Object.entries(state.libraries)
    .filter(([, { present, versions }]) => present === 'yes' && versions.length)
    .flatMap(([library, { versions, otherVersions }]) =>
      [...new Set(versions.map(versionNamespace))].flatMap(namespace => {
        const highest = highestVersions(profile, library, namespace).find(
          found => found.state === state.id,
        );
        return highest?.version
          ? [
              [
                library,
                `up to ${highest.version}`,
                otherVersions === 'no' ? '' : 'others not known',
              ],
            ]
          : [];
      }),
    );
}

function spanOf({ from, until }: RuntimeState): string {
  const parts = [
    ...(from === null ? [] : [`from ${from}`]),
    ...(until === null ? [] : [`until ${until}`]),
  ];
  return parts.length > 0 ? ` · ${parts.join(' ')}` : '';
}

function sourcesOf(profiles: readonly RuntimeProfile[]): string[] {
  return [
    ...new Set(
      profiles.flatMap(({ sources }) => Object.values(sources).map(sourceText)),
    ),
  ];
}
