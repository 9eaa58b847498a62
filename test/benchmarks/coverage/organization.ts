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

import type { Entity } from '@backstage/catalog-model';
import { createRandom, type Random } from './createRandom';

/** What a portal of a given size holds. The same size gives the same. */
export interface Organization {
  /** Groups, domains, systems and components, with their relations. */
  entities: Entity[];
  /** The build file of each component, by entity ref. */
  buildFiles: Map<string, string>;
  /** One that some components have, for a filter. */
  owner: string;
}

const DEPARTMENTS = 4;
const AREAS_EACH = 3;
const TEAMS_EACH = 3;
const DOMAINS = 10;
const SYSTEMS = 100;
const LIFECYCLES = ['production', 'experimental', 'deprecated'];
const RUNTIMES = [
  'provided.al2023',
  'python3.13',
  'nodejs22.x',
  'python3.12',
  'java21',
  'nodejs20.x',
  'provided.al2',
  'ruby3.4',
];
const WORDS =
  'order payment basket invoice refund price stock search index crawl label report mail voucher token audit route quote vault export'.split(
    ' ',
  );

const BASES = [
  ['amazonlinux', 'latest', '2023', '2023.6.20250317.2'],
  [
    'public.ecr.aws/lambda/provided',
    'al2023',
    'al2023',
    'al2023.2025.10.02.14',
  ],
  ['public.ecr.aws/lambda/python', 'latest', '3.13', '3.13.2025.10.02.14'],
  ['public.ecr.aws/lambda/nodejs', 'latest', '22', '22.2025.10.02.14'],
  ['python', 'latest', '3.13', '3.13.6'],
  ['node', 'lts', '22', '22.19.0-bookworm'],
  ['golang', 'latest', '1.24', '1.24.6-bookworm'],
  ['rust', 'latest', '1.88', '1.88.0-bookworm'],
  ['debian', 'stable-slim', '12', 'bookworm-20250908'],
  ['alpine', 'latest', '3.21', '3.21.4'],
];

/**
 * An organization of 52 groups in 3 levels, 10 domains, 100 systems and as many
 * Lambdas as asked for, with 3 references each on average.
 */
export function createOrganization(components: number): Organization {
  const random = createRandom(components);
  const { groups, teams } = createGroups();
  const images = createImages();
  const systems = Array.from({ length: SYSTEMS }, (_unused, index) =>
    createEntity('System', `system-${index}`, {
      owner: pick(random, teams),
      // Some systems belong to no domain.
      domain: index % 20 === 19 ? undefined : `domain-${index % DOMAINS}`,
    }),
  );
  const domains = Array.from({ length: DOMAINS }, (_unused, index) =>
    createEntity('Domain', `domain-${index}`, { owner: pick(random, teams) }),
  );
  const buildFiles = new Map<string, string>();
  const functions = Array.from({ length: components }, (_unused, index) => {
    const name = `${pick(random, WORDS)}-${pick(random, WORDS)}-${index}`;
    buildFiles.set(`component:default/${name}`, createFile(random, images));
    return createEntity('Component', name, {
      type: 'lambda',
      lifecycle: pick(random, LIFECYCLES),
      owner: pick(random, teams),
      system:
        random() < 0.05
          ? undefined
          : `system-${Math.floor(random() * SYSTEMS)}`,
      runtime: pick(random, RUNTIMES),
    });
  });
  return {
    entities: [...groups, ...domains, ...systems, ...functions],
    buildFiles,
    owner: 'group:default/area-1',
  };
}

function createGroups() {
  const teams: string[] = [];
  const groups: Entity[] = [];
  for (let department = 0; department < DEPARTMENTS; department += 1) {
    groups.push(createEntity('Group', `department-${department}`, {}));
    for (let turn = 0; turn < AREAS_EACH; turn += 1) {
      const area = department * AREAS_EACH + turn;
      groups.push(
        createEntity('Group', `area-${area}`, {
          parent: `department-${department}`,
        }),
      );
      for (let place = 0; place < TEAMS_EACH; place += 1) {
        const team = `team-${area * TEAMS_EACH + place}`;
        teams.push(team);
        groups.push(createEntity('Group', team, { parent: `area-${area}` }));
      }
    }
  }
  return { groups, teams };
}

/** 60 images, each with a channel, a partial and an exact or dated tag. */
function createImages() {
  const mirrors = ['', 'mirror-1.example/', 'mirror-2.example/'];
  return [
    ...mirrors.flatMap(mirror =>
      BASES.map(([image, ...tags]) => ({ image: `${mirror}${image}`, tags })),
    ),
    ...Array.from({ length: 30 }, (_unused, index) => ({
      image: `registry.example:5000/build/tool-${index}`,
      tags: ['latest', `${index}`, `${index}.4.2`],
    })),
  ];
}

type Image = ReturnType<typeof createImages>[number];

/** A build file with 2 to 4 images; half of them by digest. */
function createFile(random: Random, images: readonly Image[]): string {
  const name = () => {
    const { image, tags } = pick(random, images);
    const chance = random();
    if (chance < 0.5) {
      return `${image}:${tags[2]}@sha256:${digest(random)}`;
    }
    if (chance < 0.53) {
      return `${image}:$UNSET`;
    }
    return `${image}:${pick(random, tags)}`;
  };
  const tools = Array.from(
    { length: Math.floor(random() * 3) },
    () => `COPY --from=${name()} /usr/bin/tool /usr/bin/tool\n`,
  );
  return `FROM ${name()} AS build\nRUN make\n\nFROM ${name()}\n${tools.join(
    '',
  )}COPY --from=build /out /var/task\n`;
}

function digest(random: Random): string {
  return Array.from({ length: 8 }, () =>
    Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
}

interface Placement {
  type?: string;
  lifecycle?: string;
  owner?: string;
  system?: string;
  domain?: string;
  parent?: string;
  runtime?: string;
}

/** As a catalog holds one that a source code host's provider found. */
function createEntity(kind: string, name: string, place: Placement): Entity {
  const { runtime, ...spec } = place;
  const location = `https://git.example/acme/${name}/tree/main/`;
  const file = `url:https://git.example/acme/${name}/blob/main/catalog-info.yaml`;
  const relation = (type: string, target: string, value?: string) =>
    value ? [{ type, targetRef: `${target}:default/${value}` }] : [];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      namespace: 'default',
      name,
      description: `The ${kind.toLocaleLowerCase(
        'en-US',
      )} ${name} of an organization that is made for measuring.`,
      ...(kind === 'Component' && { tags: ['lambda', 'arm64'] }),
      annotations: {
        'backstage.io/managed-by-location': file,
        'backstage.io/managed-by-origin-location': file,
        'backstage.io/source-location': `url:${location}`,
        'backstage.io/view-url': `${location}catalog-info.yaml`,
        'backstage.io/edit-url': `${location}catalog-info.yaml`,
        ...(runtime && { 'lambda-compat/runtime': runtime }),
      },
    },
    spec: {
      ...spec,
      ...(kind === 'Group' && { type: 'team', children: [] }),
    },
    relations: [
      ...relation('childOf', 'group', place.parent),
      ...relation('ownedBy', 'group', place.owner),
      ...relation('partOf', 'system', place.system),
      ...relation('partOf', 'domain', place.domain),
    ],
  };
}

function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)];
}
