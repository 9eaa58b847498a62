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

import { type Exchange, sendJson } from '../http/answers';
import type { SampleTags, TagChange } from '../SampleTags';
import { SAMPLE_FAULTS, type SampleFaults } from '../faults/SampleFaults';
import { answerBuild, describeBuilds, type SampleBuilds } from './answerBuild';
import { ControlError } from './ControlError';
import { readJsonBody } from './readJsonBody';
import { refuseStrangers } from './refuseStrangers';

const BUILDS = '/sample/builds/';

/** What the control path acts on. */
export interface ControlTargets {
  tags: SampleTags;
  faults: SampleFaults;
  builds: SampleBuilds;
}

/**
 * Answers `/sample`, by which people and tests on this machine move tags of the
 * sample registry and make it misbehave. It is no part of a registry.
 */
export async function answerControl(
  exchange: Exchange,
  targets: ControlTargets,
): Promise<void> {
  const refusal = refuseStrangers(exchange.request);
  if (refusal) {
    sendJson(exchange, 403, { error: refusal });
    return;
  }
  try {
    await act(exchange, targets);
  } catch (error) {
    if (!(error instanceof ControlError)) {
      throw error;
    }
    sendJson(exchange, 400, { error: error.message });
  }
}

async function act(
  exchange: Exchange,
  { tags, faults, builds }: ControlTargets,
): Promise<void> {
  const { request, url } = exchange;
  if (request.method === 'GET' && url.pathname.startsWith(BUILDS)) {
    answerBuild(exchange, builds, url.pathname.slice(BUILDS.length));
    return;
  }
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /sample':
      sendJson(exchange, 200, {
        repositories: tags.describe(),
        faults: faults.list(),
        builds: describeBuilds(builds),
      });
      return;
    case 'POST /sample/move': {
      const body = await readJsonBody(request);
      const move = await tags.move(
        readText(body, 'repository'),
        readText(body, 'tag'),
        parseChange(body),
      );
      sendJson(exchange, 200, move);
      return;
    }
    case 'POST /sample/fault': {
      const body = await readJsonBody(request);
      const repository = readText(body, 'repository');
      if (repository !== '*') {
        tags.requireRepository(repository);
      }
      const fault = SAMPLE_FAULTS.find(known => known === body.fault) ?? null;
      if (!fault && body.fault !== null) {
        throw new ControlError(
          `fault is one of ${SAMPLE_FAULTS.join(', ')}, or null`,
        );
      }
      faults.set(repository, fault);
      sendJson(exchange, 200, { faults: faults.list() });
      return;
    }
    default:
      sendJson(exchange, 404, {
        error:
          'There are GET /sample, GET /sample/builds/<build>/<file>, POST /sample/move and POST /sample/fault',
      });
  }
}

function parseChange(body: Record<string, unknown>): TagChange {
  if (body.delete === true) {
    return { kind: 'delete' };
  }
  if (body.rebuild === true) {
    return { kind: 'rebuild' };
  }
  return body.to === undefined
    ? { kind: 'next' }
    : { kind: 'image', image: readText(body, 'to') };
}

function readText(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || !value) {
    throw new ControlError(`${name} is missing`);
  }
  return value;
}
