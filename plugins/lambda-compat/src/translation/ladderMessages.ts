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

/** What the ladder of versions says, as a chart, a table and a sentence. */
export const ladderMessages = {
  ladder: {
    title: 'Needed and provided versions',
    showAs: 'Show versions as',
    view: { chart: 'Ladder', table: 'Table' },
    help: 'Arrow keys move from version to version.',
    inRuntime: '← in the runtime',
    beyond: 'beyond it →',
    or: ' or ',
    nothing: 'none',
    notKnown: 'not known',
    fits: 'Fits',
    fitsOwn: 'Own library fits',
    missing_one: '{{count}} missing',
    missing_other: '{{count}} missing',
    undecided_one: '{{count}} not known',
    undecided_other: '{{count}} not known',
    comparison: 'needs {{needed}}, has {{provided}}',
    row: '{{namespace}} of {{library}}: needs up to {{needed}}, the runtime has {{provided}}. {{result}}.',
    folded: '{{first}} to {{last}}',
    cell: '{{name}}: {{place}}',
    nextCell: '{{name}}: in {{image}}, which the next build uses; {{place}}',
    nextBuild:
      'The image of the next build, {{image}}, goes up to {{version}}.',
    neededCell_one: '{{name}}: needed by {{count}} file, {{place}}',
    neededCell_other: '{{name}}: needed by {{count}} files, {{place}}',
    place: {
      yes: 'in the runtime',
      no: 'not in the runtime',
      unknown: 'not known whether it is in the runtime',
      own: "in the artifact's own library",
    },
    metBy: {
      runtime: 'from the runtime',
      artifact: "from the artifact's own library",
      mixed: 'partly from the artifact itself',
      nobody: 'from nobody',
      unknown: 'not known from whom',
    },
    legend: {
      label: 'What the marks mean',
      there: 'needed, in the runtime',
      missing: 'needed, missing',
      own: "needed, in the artifact's own library",
      next: 'not needed yet; in the image your next build uses',
      possible: 'not known whether it is in the runtime',
    },
    table: {
      namespace: 'Versions',
      needed: 'Needed',
      provided: 'Provided',
      result: 'Result',
      older_one: '{{count}} older',
      older_other: '{{count}} older',
      no: '{{version}} missing',
      unknown: '{{version}} not known',
    },
  },
} as const;
