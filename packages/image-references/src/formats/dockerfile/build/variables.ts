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

import type { ArgDeclaration } from '../instructions/types';
import type { TextRun } from '../parser/source';
import { expandWord } from '../shell/shellWord';
import type { ShellResult } from '../shell/types';
import { formatPlatform, type Platform } from './platforms';
import type { BuildError, Dependencies, Expansion, Variable } from './types';

export type ExpansionResult =
  | { ok: true; expansion: Expansion }
  | Extract<ShellResult<Variable>, { ok: false }>;

export type Scope = ReadonlyMap<string, Variable>;

const SPECIAL = /[$'"\\`\ufeff]/;

const NO_DEPENDENCIES: Dependencies = { unset: [], predefined: new Map() };

/** Expands a text of the file with the variables of a scope. */
export function expandRun(
  run: TextRun,
  escape: string,
  scope: Scope,
): ExpansionResult {
  const { text } = run;
  if (!SPECIAL.test(text)) {
    return { ok: true, expansion: literalExpansion(run) };
  }
  const result = expandWord<Variable>(text, {
    escape,
    lookup: name => scope.get(name),
  });
  return result.ok
    ? {
        ok: true,
        expansion: {
          run,
          text: result.text,
          parts: result.parts,
          uses: result.uses,
          dependencies: findDependencies(result.uses),
        },
      }
    : result;
}

/** A text that stands for itself. */
export function literalExpansion(run: TextRun): Expansion {
  const { text } = run;
  return {
    run,
    text,
    parts: [
      {
        kind: 'text',
        text,
        start: 0,
        end: text.length,
        variable: null,
        branch: 'none',
        group: -1,
      },
    ],
    uses: [],
    dependencies: NO_DEPENDENCIES,
  };
}

/** A reference that depends on more is unresolved all the same. */
const MAX_UNSET_NAMES = 32;

/**
 * Joins what the variables of an expansion depend on. Each of them knows its
 * own already, so that a long row of ARGs costs no more than its length.
 */
function findDependencies(uses: Expansion['uses']): Dependencies {
  const unset = new Set<string>();
  const predefined = new Map<string, Variable>();
  for (const { name, variable, effect } of uses) {
    if (effect === 'unset') {
      unset.add(name);
    }
    if (variable?.source === 'predefined') {
      predefined.set(name, variable);
    }
    const inner = variable?.expansion?.dependencies;
    inner?.unset.forEach(other => unset.add(other));
    inner?.predefined.forEach((other, key) => predefined.set(key, other));
  }
  return unset.size === 0 && predefined.size === 0
    ? NO_DEPENDENCIES
    : { unset: [...unset].slice(0, MAX_UNSET_NAMES), predefined };
}

/** What the builder knows without being told, for one target platform. */
export function predefinedVariables(options: {
  target: Platform;
  builder: Platform;
  targetStage: string;
  buildArgs: Readonly<Record<string, string>>;
}): Map<string, Variable> {
  const { target, builder, targetStage, buildArgs } = options;
  const values: [string, string][] = [
    ['BUILDPLATFORM', formatPlatform({ ...builder, osVersion: '' })],
    ['BUILDOS', builder.os],
    ['BUILDOSVERSION', builder.osVersion],
    ['BUILDARCH', builder.architecture],
    ['BUILDVARIANT', builder.variant],
    ['TARGETPLATFORM', formatPlatform(target)],
    ['TARGETOS', target.os],
    ['TARGETOSVERSION', target.osVersion],
    ['TARGETARCH', target.architecture],
    ['TARGETVARIANT', target.variant],
    ['TARGETSTAGE', targetStage],
  ];
  return new Map(
    values.map(([name, value]) => {
      const given = Object.hasOwn(buildArgs, name);
      const variable: Variable = {
        name,
        value: given ? buildArgs[name] : value,
        source: given ? 'build-arg' : 'predefined',
        declaration: null,
        expansion: null,
      };
      return [name, variable];
    }),
  );
}

/** Adds ARGs to a scope one by one, each seeing those before it. */
export function declareArgs(
  scope: Map<string, Variable>,
  declarations: readonly ArgDeclaration[],
  options: {
    escape: string;
    buildArgs: Readonly<Record<string, string>>;
    /** Where a name without a value is looked up, in a stage. */
    outer?: Scope;
    onExpansion?: (expansion: Expansion, declaration: ArgDeclaration) => void;
  },
): BuildError[] {
  const { escape, buildArgs, outer, onExpansion } = options;
  const errors: BuildError[] = [];
  for (const declaration of declarations) {
    const { name, value, node } = declaration;
    if (Object.hasOwn(buildArgs, name)) {
      scope.set(name, {
        name,
        value: buildArgs[name],
        source: 'build-arg',
        declaration: null,
        expansion: null,
      });
    } else if (value) {
      const result = expandRun(value, escape, scope);
      if (result.ok) {
        onExpansion?.(result.expansion, declaration);
        scope.set(name, {
          name,
          value: result.expansion.text,
          source: 'arg-default',
          declaration,
          expansion: result.expansion,
        });
      } else {
        scope.delete(name);
        errors.push({ line: node.startLine, message: result.error });
      }
    } else {
      const inherited = outer?.get(name);
      if (inherited) {
        scope.set(name, inherited);
      }
    }
  }
  return errors;
}
