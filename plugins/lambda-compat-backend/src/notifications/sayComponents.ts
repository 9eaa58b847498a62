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

import { parseEntityRef } from '@backstage/catalog-model';
import type { TagImpact } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { cut, cutStart, joinSome } from './plainText';

const MAX_NAMED = 5;
const MAX_NAME = 60;
const MAX_PLACE = 60;
// A name, a tag and a digest.
const MAX_PIN = 300;
const MAX_PINS = 2;

/** A component with the places at which it names the image. */
export interface NamedComponent {
  entityRef: string;
  name: string;
  /** File and line, each once. */
  places: string[];
  reason: TagImpact['reason'];
  isBroken: boolean;
  builtReason: string | null;
}

/** The components with places of that exposure, by name. */
export function byComponent(
  impacts: readonly TagImpact[],
  exposure: TagImpact['exposure'],
): NamedComponent[] {
  const components = new Map<string, NamedComponent>();
  for (const impact of impacts) {
    if (impact.exposure === exposure) {
      const { entityRef } = impact;
      const component = components.get(entityRef) ?? {
        entityRef,
        name: cut(impact.title ?? toName(entityRef), MAX_NAME),
        places: [],
        reason: impact.reason,
        isBroken: impact.builtVerdict === 'broken',
        builtReason: impact.builtReason,
      };
      const place = `${cutStart(impact.file, MAX_PLACE)}:${impact.line}`;
      if (!component.places.includes(place)) {
        component.places.push(place);
      }
      components.set(entityRef, component);
    }
  }
  return [...components.values()].sort((a, b) => compare(a.name, b.name));
}

/** The next build of orders (Dockerfile:1) and billing (Dockerfile:4) gets it. */
export function sayExposed(
  components: readonly NamedComponent[],
  becomes: string,
): string {
  return `The next build of ${nameSome(components)} ${becomes}`;
}

/** Those of which a build has it, broken ones with what breaks them. */
export function sayBuilt(components: readonly NamedComponent[]): string[] {
  const broken = components.filter(({ isBroken }) => isBroken);
  const others = components.filter(({ isBroken }) => !isBroken);
  const reasons = new Set(
    broken.flatMap(({ builtReason }) => builtReason ?? []),
  );
  const [reason] = reasons;
  const needs = reasons.size === 1 ? `: it needs ${cut(reason, MAX_NAME)}` : '';
  return [
    ...(broken.length > 0
      ? [`A build of ${nameSome(broken)} has it and is broken${needs}.`]
      : []),
    ...(others.length > 0
      ? [
          `A build of ${nameSome(
            others,
          )} has it, and was not measured compatible.`,
        ]
      : []),
  ];
}

function nameSome(components: readonly NamedComponent[]): string {
  const named = components.map(({ name, places }) => {
    const more = places.length > 1 ? ` and ${places.length - 1} more` : '';
    return `${name} (${places[0]}${more})`;
  });
  return joinSome(named, MAX_NAMED);
}

/** What to pin to, where that is known of at least one. */
export function sayPins(
  components: readonly NamedComponent[],
  pins: ReadonlyMap<string, string>,
): string | undefined {
  const byPin = new Map<string, string[]>();
  for (const { entityRef, name } of components) {
    const pin = pins.get(entityRef);
    if (pin !== undefined) {
      byPin.set(pin, [...(byPin.get(pin) ?? []), name]);
    }
  }
  const [[only, names] = [], ...others] = byPin;
  if (only === undefined || names === undefined) {
    return undefined;
  }
  if (others.length === 0 && names.length === components.length) {
    return `Pin it to ${cut(only, MAX_PIN)}.`;
  }
  return [...byPin]
    .slice(0, MAX_PINS)
    .map(
      ([pin, its]) =>
        `Pin it to ${cut(pin, MAX_PIN)} in ${joinSome(its, MAX_NAMED)}.`,
    )
    .join(' ');
}

/** Why it is not known whether components get what a move brought. */
export function sayDoubt(components: readonly NamedComponent[]): string {
  const all = (reason: TagImpact['reason']) =>
    components.every(component => component.reason === reason);
  if (all('unknown-platform')) {
    return 'for which platform it builds is not known';
  }
  if (all('unknown-build')) {
    return 'when it was last built is not known';
  }
  return all('partly-read')
    ? 'not all of its build files could be read'
    : 'not all is known of how it is built';
}

function toName(entityRef: string): string {
  const { namespace, name } = parseEntityRef(entityRef);
  return namespace === 'default' ? name : `${namespace}/${name}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
