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

import type { Portal } from './startPortal';

const API = '/api/lambda-compat/v1';

/** What the catalog is asked for beside each of ours. */
export const THEIRS =
  '/api/catalog/entities/by-query?limit=20&filter=kind=component';

/** A request to measure. The path is that of one portal. */
export interface MeasuredRequest {
  name: string;
  path: string;
}

const GROUPINGS = [
  'owner',
  'system',
  'domain',
  'runtime',
  'image',
  'lifecycle',
];
const ORDERS = [
  'name,asc',
  'owner,asc',
  'system,asc',
  'state,asc',
  'references,desc',
  'weakest,asc',
  'collectedAt,asc',
  'problems,desc',
];

/** Every page and grouping that the screens ask for. */
export async function listRequests(
  portal: Portal,
  owner: string,
): Promise<MeasuredRequest[]> {
  const filter = new URLSearchParams({ owner });
  return [
    { name: 'summary', path: `${API}/coverage/summary` },
    { name: 'summary of an owner', path: `${API}/coverage/summary?${filter}` },
    ...GROUPINGS.map(key => ({
      name: `groups by ${key}`,
      path: `${API}/coverage/groups?groupBy=${key}`,
    })),
    { name: 'trend of 90 days', path: `${API}/coverage/trend?days=90` },
    ...ORDERS.map(order => ({
      name: `components by ${order}`,
      path: `${API}/components?orderField=${order}`,
    })),
    {
      name: 'components of an owner',
      path: `${API}/components?${filter}`,
    },
    {
      name: 'components by part of the name',
      path: `${API}/components?search=voucher`,
    },
    {
      name: 'components with a floating reference',
      path: `${API}/components?pinClass=floating`,
    },
    {
      name: 'components, a page near the end',
      path: await findLatePage(portal),
    },
    { name: 'references', path: `${API}/references` },
    {
      name: 'references by image',
      path: `${API}/references?orderField=image,asc`,
    },
    {
      name: 'references of an owner',
      path: `${API}/references?${filter}`,
    },
    {
      name: 'references by part of the text',
      path: `${API}/references?search=golang`,
    },
    { name: 'problems', path: `${API}/problems` },
    { name: 'problems of an owner', path: `${API}/problems?${filter}` },
  ];
}

/**
 * @throws where a request is not answered as it should be: a refusal is quick,
 *   and an empty page too
 */
export async function checkRequests(
  portal: Portal,
  requests: readonly MeasuredRequest[],
): Promise<void> {
  for (const { name, path } of requests) {
    const { status, body } = await portal.get(path);
    const { items, totalItems, components, points } = JSON.parse(body);
    const found = totalItems ?? components?.total ?? points?.length;
    if (status !== 200 || !found || items?.length === 0) {
      throw new Error(`${name}: ${path} answers ${status} ${body}`);
    }
  }
}

/** The cursor of a page behind nine tenths of the list. */
async function findLatePage(portal: Portal): Promise<string> {
  let path = `${API}/components?limit=500`;
  for (let seen = 0; ; seen += 500) {
    const { items, totalItems, pageInfo } = JSON.parse(
      (await portal.get(path)).body,
    );
    const cursor = encodeURIComponent(pageInfo.nextCursor);
    if (seen + items.length + 500 >= totalItems) {
      return `${API}/components?cursor=${cursor}`;
    }
    path = `${API}/components?limit=500&cursor=${cursor}`;
  }
}
