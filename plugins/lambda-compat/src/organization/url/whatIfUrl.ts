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

import type {
  WhatIfComponent,
  WhatIfFilter,
  WhatIfTarget,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { readScope, writeScope } from './coverageUrl';
import { type PagingView, readPaging, writePaging } from './paging';
import { readSeveral, readText, writeParams } from './params';

export type Outcome = WhatIfComponent['outcome'];

/** What a simulation can say of a component, worst first. */
export const OUTCOMES = [
  'breaks',
  'can-break',
  'unknown',
  'works',
  'not-affected',
] as const satisfies readonly Outcome[];

/** Those that there can be, which depends on what is tried. */
export function outcomesOf(target: WhatIfTarget): readonly Outcome[] {
  const others: Outcome[] = target.image
    ? ['breaks']
    : ['can-break', 'not-affected'];
  return OUTCOMES.filter(outcome => !others.includes(outcome));
}

/** The architectures that Lambda offers. */
export const ARCHITECTURES = [
  'x86_64',
  'arm64',
] as const satisfies ReadonlyArray<NonNullable<WhatIfTarget['architecture']>>;

/** Everything that the page *Runtimes (what-if)* shows, as its address says it. */
export interface WhatIfView extends PagingView {
  /** What is tried. Nothing is asked while it is empty. */
  target: WhatIfTarget;
  /** Of which components, in the words of the API. */
  scope: Omit<WhatIfFilter, 'outcome' | 'search'>;
  /** Holds for the table only. */
  rows: Pick<WhatIfFilter, 'outcome' | 'search'>;
}

/**
 * Reads an address. What it does not understand it takes for absent. The
 * runtime that components are on now has the same name as on the other pages;
 * the one that is tried is `to`.
 */
export function readWhatIfView(params: URLSearchParams): WhatIfView {
  const { runtime, ...scope } = readScope(params);
  return {
    target: {
      runtime: readText(params, 'to'),
      architecture: ARCHITECTURES.find(arch => arch === params.get('arch')),
      ...readImage(params),
    },
    scope: { ...scope, from: runtime },
    rows: {
      outcome: readSeveral(params, 'outcome', OUTCOMES),
      search: readText(params, 'q'),
    },
    ...readPaging(params),
  };
}

/** An image is tried alone: what else the address names is left out. */
function readImage(params: URLSearchParams): WhatIfTarget {
  const image = readText(params, 'image');
  return image ? { image, runtime: undefined, architecture: undefined } : {};
}

/** Writes an address; what is as it would be anyway is left out. */
export function writeWhatIfView(view: WhatIfView): URLSearchParams {
  const { from, ...scope } = view.scope;
  return writeParams({
    to: view.target.runtime,
    arch: view.target.architecture,
    image: view.target.image,
    ...writeScope({ ...scope, runtime: from }),
    outcome: view.rows.outcome,
    q: view.rows.search,
    ...writePaging(view),
  });
}
