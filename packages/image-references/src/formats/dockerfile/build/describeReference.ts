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

import { classifyPin } from '../../../pin-class/classifyPin';
import type {
  ImageReference,
  PinClass,
  ReferenceCandidate,
  ReferenceKind,
  ReferenceProblem,
  ReferenceRole,
} from '../../../types';
import type { SourceText } from '../parser/source';
import { findPinPoint } from './pinPoint';
import type { StepWriter } from './StepWriter';
import type { BuildResolution } from './buildState';
import type { Site, SiteResolution, Variable } from './types';
import type { DeclarationUsage } from './usage';

export interface DescribeContext {
  source: SourceText;
  escape: string;
  /** One for each platform, the most likely first. */
  resolutions: readonly BuildResolution[];
  steps: StepWriter;
  usage: () => DeclarationUsage;
  roleOf: (site: Site, kind: ReferenceKind) => ReferenceRole;
  isReachable: (site: Site) => boolean;
}

/** The record of a site. */
export function describeReference(
  site: Site,
  context: DescribeContext,
): ImageReference {
  const { source, resolutions } = context;
  const [first] = resolutions;
  const resolution = first.sites[site.index];
  const { expansion } = resolution;
  const unresolvedVariables = [...unsetNames(resolution)];
  const { start, end } = site.name.written;
  const { line } = site.name.run;
  return {
    origin: site.origin,
    kind: resolution.kind,
    raw: line.text.slice(start, end),
    resolved: resolution.resolved,
    normalized: resolution.normalized,
    pinClass: pinClassOf(resolution, unresolvedVariables.length > 0),
    role: context.roleOf(site, resolution.kind),
    reachable: context.isReachable(site),
    deferred:
      site.origin === 'dockerfile-onbuild' &&
      !resolutions.some(({ triggered }) => triggered.has(site)),
    startLine: site.node.startLine,
    endLine: site.node.endLine,
    place: source.placeInLine(line, start, end),
    stage: { index: site.stage.index, name: site.stage.name },
    targetStage: resolution.targetStage
      ? {
          index: resolution.targetStage.index,
          name: resolution.targetStage.name,
        }
      : null,
    platform: site.lookup === 'from' ? first.platforms[site.stage.index] : null,
    unresolvedVariables,
    steps: expansion ? context.steps.write(expansion) : [],
    candidates: describeCandidates(site, resolutions),
    ...findPinPoint(resolution, context),
    problems: [
      ...unresolvedVariables.map(describeUnset),
      ...resolution.problems,
    ],
  };
}

function pinClassOf(resolution: SiteResolution, unresolved: boolean): PinClass {
  const { kind, normalized } = resolution;
  if (kind === 'stage' || kind === 'scratch') {
    return kind;
  }
  if (unresolved || isMissingVariable(resolution)) {
    return 'unresolved';
  }
  return normalized ? classifyPin(normalized) : 'invalid';
}

function isMissingVariable({ problems }: SiteResolution): boolean {
  return problems.some(({ code }) => code === 'required-variable');
}

function describeUnset(name: string): ReferenceProblem {
  return {
    code: 'unset-variable',
    message: `${name} has no value and no default in this file, so the builder puts nothing in its place.`,
  };
}

function unsetNames({ expansion }: SiteResolution): readonly string[] {
  return expansion?.dependencies.unset ?? [];
}

/** The values for the platforms, where there is more than one. */
function describeCandidates(
  site: Site,
  resolutions: readonly BuildResolution[],
): ReferenceCandidate[] {
  if (resolutions.length === 1) {
    return [];
  }
  const found = new Map<string, ReferenceCandidate>();
  const varying = varyingNames(site, resolutions);
  for (const { sites } of resolutions) {
    const resolution = sites[site.index];
    const condition = conditionOf(resolution, varying);
    const known = found.get(resolution.resolved);
    if (!known) {
      const unresolved = unsetNames(resolution).length > 0;
      found.set(resolution.resolved, {
        resolved: resolution.resolved,
        normalized: resolution.normalized,
        pinClass: pinClassOf(resolution, unresolved),
        condition,
      });
    } else if (!known.condition.split(' or ').includes(condition)) {
      known.condition += ` or ${condition}`;
    }
  }
  return found.size > 1 ? [...found.values()] : [];
}

/** The predefined variables in a reference whose values differ. */
function varyingNames(
  site: Site,
  resolutions: readonly BuildResolution[],
): string[] {
  const values = new Map<string, Set<string>>();
  for (const { sites } of resolutions) {
    for (const [name, { value }] of predefinedOf(sites[site.index])) {
      values.set(name, (values.get(name) ?? new Set()).add(value));
    }
  }
  return [...values].filter(([, all]) => all.size > 1).map(([name]) => name);
}

function conditionOf(
  resolution: SiteResolution,
  names: readonly string[],
): string {
  const values = predefinedOf(resolution);
  return names
    .filter(name => values.has(name))
    .map(name => `${name}=${values.get(name)?.value}`)
    .join(', ');
}

const NO_VARIABLES: ReadonlyMap<string, Variable> = new Map();

function predefinedOf({
  expansion,
}: SiteResolution): ReadonlyMap<string, Variable> {
  return expansion?.dependencies.predefined ?? NO_VARIABLES;
}
