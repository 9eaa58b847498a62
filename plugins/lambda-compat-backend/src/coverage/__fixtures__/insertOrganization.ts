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
  COUNTED_PIN_CLASSES,
  type CountedPinClass,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import {
  CELL_LEVELS,
  CELL_PARTS,
  type CellLevel,
  IMAGE_CELL_LEVELS,
} from '../cells/cellLevels';
import {
  COUNT_COLUMNS,
  RANK_NONE,
  RANK_UNKNOWN,
  toPinColumn,
  toPinRank,
  toStateColumn,
} from '../pinRanks';
import {
  component,
  COMPONENTS,
  domain,
  IMAGES,
  MEMBERS,
  NOW,
  owner,
  system,
} from './organization';

const HOUR = 3_600_000;

interface Numbers {
  [column: string]: number;
}

/** Writes the tables, and the cells that a right copy of them has. */
export async function insertOrganization(knex: Knex): Promise<void> {
  const cells = new Map<string, object>();
  const imageCells = new Map<string, object>();
  for (const row of readTable(COMPONENTS)) {
    const entityRef = component(row.name);
    const references = readReferences(row.references);
    const problems = list(row.problems);
    const keys = {
      owner_key: list(row.owners, ',').map(owner).join(','),
      system_ref: list(row.system).map(system).join(''),
      lifecycle: list(row.lifecycle).join(''),
      runtime_key: list(row.runtime).join(''),
    };
    const hours = parseInt(row.collected, 10);
    const collectedMs = Number.isNaN(hours) ? 0 : NOW - hours * HOUR;
    const weakest = weakestRank(row.state, references);
    await knex('lambda_entities').insert({
      entity_ref: entityRef,
      subject: '{}',
      subject_key: 'key',
      source_host: 'git.test',
      next_due_at: new Date(NOW),
      sort_name: row.name,
      search_text: entityRef,
      ...keys,
      pin_state: row.state,
      weakest_rank: weakest,
      references_total: references.length,
      ...countPins(references),
      problems_total: problems.length,
      collected_ms: collectedMs,
      failure_code: row.collected.endsWith('!') ? 'LC303' : null,
    });
    await insertReferences(knex, entityRef, references);
    await insertProblems(knex, entityRef, problems);

    const facts: Numbers = {
      components: 1,
      with_problems: problems.length > 0 ? 1 : 0,
      [toStateColumn(row.state as 'pinned')]: 1,
    };
    for (const name of COUNTED_PIN_CLASSES) {
      if (weakest === toPinRank(name)) {
        facts[toPinColumn('weakest', name)] = 1;
      }
    }
    for (const level of CELL_LEVELS) {
      const kept = keepParts(level, keys);
      addToCell(cells, kept, { ...facts, ...countPins(references) });
    }
    for (const image of new Set(references.map(it => it.image))) {
      const pins = countPins(references.filter(it => it.image === image));
      for (const level of IMAGE_CELL_LEVELS) {
        const kept = { ...keepParts(level, keys), image };
        addToCell(imageCells, kept, { ...facts, ...pins });
      }
    }
  }
  await knex.batchInsert('coverage_cells', [...cells.values()], 20);
  await knex.batchInsert('coverage_image_cells', [...imageCells.values()], 20);
  await insertMembers(knex);
}

/** Whether the copies of the numbers are said to be right. */
export async function setCellsRight(knex: Knex, right: boolean): Promise<void> {
  await knex('coverage_revisions')
    .where({ name: 'cells' })
    .update({ revision: right ? 1 : 0 });
}

interface TableReference {
  image: string;
  pinClass: CountedPinClass;
}

async function insertReferences(
  knex: Knex,
  entityRef: string,
  references: readonly TableReference[],
) {
  const rows = references.map(({ image, pinClass }, position) => {
    const file = position === 0 ? 'Dockerfile' : 'build/Dockerfile';
    const raw = `${image || 'UNKNOWN'}:${pinClass}`;
    return {
      entity_ref: entityRef,
      reference_id: `r${position}`,
      position,
      pin_class: pinClass,
      reachable: true,
      details: JSON.stringify({
        id: `r${position}`,
        origin: 'dockerfile-from',
        raw,
        resolved: raw,
        role: 'runtime',
        url: `https://git.test/${file}`,
      }),
      pin: '{}',
      counted: true,
      pin_rank: toPinRank(pinClass),
      image,
      file,
      line: position + 1,
      search_text: `${raw}\n${file}`.toLowerCase(),
    };
  });
  // What is never pulled is in no list and no number.
  const unused = {
    ...(rows[0] ?? { entity_ref: entityRef, details: '{}', pin: '{}' }),
    reference_id: 'unused',
    position: 99,
    pin_class: 'floating',
    pin_rank: toPinRank('floating'),
    reachable: false,
    counted: false,
    image: IMAGES.node,
  };
  await knex('image_references').insert([...rows, unused]);
}

async function insertProblems(
  knex: Knex,
  entityRef: string,
  problems: readonly string[],
) {
  for (const [position, text] of problems.entries()) {
    const code = `LC${text.slice(1)}`;
    await knex('problems').insert({
      entity_ref: entityRef,
      origin: text[0] === 'S' ? 'source' : 'facts',
      position,
      code,
      severity_rank: text[0] === 'W' ? 1 : 0,
      message: `Message of ${code}`,
      fix: `Fix of ${code}`,
      file: text[0] === 'S' ? null : 'Dockerfile',
      line: text[0] === 'S' ? null : 7,
      search_text: `message of ${code.toLowerCase()}`,
    });
  }
}

async function insertMembers(knex: Knex) {
  for (const row of readTable(MEMBERS)) {
    const dimension = row.dimension as 'owner' | 'domain' | 'runtime';
    const toRef = {
      owner,
      domain,
      runtime: (name: string) => name,
    }[dimension];
    const toMember = {
      owner: (key: string) => key.split(',').map(owner).join(','),
      domain: system,
      runtime: (key: string) => key,
    }[dimension];
    for (const direct of [true, false]) {
      for (const name of list(direct ? row.direct : row.nested)) {
        await knex('group_members').insert({
          dimension,
          member: list(row.member).map(toMember).join(''),
          group_ref: name === 'none' ? '' : toRef(name),
          direct,
        });
      }
    }
  }
}

function keepParts(level: CellLevel, keys: Record<string, string>) {
  return {
    kept: level.join(','),
    ...Object.fromEntries(
      CELL_PARTS.map(part => [part, level.includes(part) ? keys[part] : '']),
    ),
  };
}

function addToCell(cells: Map<string, object>, keys: object, add: Numbers) {
  const id = JSON.stringify(keys);
  const columns = ['components', 'with_problems', ...COUNT_COLUMNS];
  const cell = (cells.get(id) ?? {}) as Numbers;
  cells.set(id, {
    ...keys,
    ...Object.fromEntries(
      columns.map(name => [name, (cell[name] ?? 0) + (add[name] ?? 0)]),
    ),
  });
}

function readReferences(text: string): TableReference[] {
  return list(text).flatMap(item => {
    const [, image, pinClass, times = '1'] = /^(.+):([a-z-]+)(?:\*(\d))?$/.exec(
      item,
    )!;
    return Array.from({ length: Number(times) }, () => ({
      image: IMAGES[image],
      pinClass: pinClass as CountedPinClass,
    }));
  });
}

function countPins(references: readonly TableReference[]): Numbers {
  return Object.fromEntries(
    COUNTED_PIN_CLASSES.map(name => [
      toPinColumn('pins', name),
      references.filter(it => it.pinClass === name).length,
    ]),
  );
}

function weakestRank(state: string, references: readonly TableReference[]) {
  if (references.length > 0) {
    return Math.min(...references.map(it => toPinRank(it.pinClass)));
  }
  return state === 'no-images' ? RANK_NONE : RANK_UNKNOWN;
}

function readTable(text: string): Array<Record<string, string>> {
  const [head, ...rows] = text
    .trim()
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim()));
  return rows.map(row =>
    Object.fromEntries(head.map((name, index) => [name, row[index]])),
  );
}

function list(cell: string, separator: string = ' '): string[] {
  return cell === '-' ? [] : cell.split(separator);
}
