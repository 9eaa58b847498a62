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

import { setTimeout as sleep } from 'node:timers/promises';
import type { ConformanceCase, Step } from './case';
import type {
  Answer,
  ClientSettings,
  ClientUnderTest,
  Question,
  StartedClient,
} from './client';
import { judgeAnswer } from './judge';
import { Content } from './server/content';
import { Stage } from './server/stage';

/** What became of one case. */
export interface CaseResult {
  id: string;
  title: string;
  /** `left-out`: the client cannot be asked so. */
  result: 'right' | 'wrong' | 'left-out';
  /** What was wrong, or why it was left out; a sentence each. */
  reasons: string[];
}

/** Of cases that say nothing else. */
export const DEFAULT_PATIENCE = {
  connectMs: 2_000,
  headersMs: 2_000,
  idleMs: 2_000,
  totalMs: 15_000,
  waitMs: 10_000,
};

/** The longest time one case may take, and then fails. */
const CASE_MS = 90_000;

/** Runs one case against a client, with servers of its own. */
export async function runCase(
  row: ConformanceCase,
  client: ClientUnderTest,
): Promise<CaseResult> {
  const { id, title } = row;
  if (row.memory && client.forgets) {
    const reasons = ['it is about what a running client remembers'];
    return { id, title, result: 'left-out', reasons };
  }
  const stage = await Stage.start();
  let started: StartedClient | undefined;
  try {
    stage.behave(row.origins?.(stage) ?? {});
    started = await client.start(settingsOf(row, stage));
    const reasons: string[] = [];
    for (const step of row.steps) {
      const outcome = await takeStep(step, stage, started);
      if (outcome.leftOut !== undefined) {
        return { id, title, result: 'left-out', reasons: [outcome.leftOut] };
      }
      reasons.push(...outcome.wrong);
    }
    for (const rule of row.log ?? []) {
      const seen = rule.check(stage.log);
      if (seen !== undefined) {
        reasons.push(`${rule.title}: ${seen}`);
      }
    }
    return {
      id,
      title,
      result: reasons.length > 0 ? 'wrong' : 'right',
      reasons,
    };
  } finally {
    await started?.close();
    await stage.close();
  }
}

function settingsOf(row: ConformanceCase, stage: Stage): ClientSettings {
  return {
    registries: [
      {
        host: stage.host('registry'),
        endpoint: stage.origin('registry'),
        allowPrivateAddresses: true,
        ...row.registry?.(stage),
      },
      ...(row.others?.(stage) ?? []),
    ],
    patience: { ...DEFAULT_PATIENCE, ...row.patience },
    names: row.names ?? {},
  };
}

interface StepOutcome {
  wrong: string[];
  leftOut?: string;
}

async function takeStep(
  step: Step,
  stage: Stage,
  client: StartedClient,
): Promise<StepOutcome> {
  if (step.wait) {
    await sleep(step.wait);
  }
  await step.prepare?.(stage);
  const question = questionOf(step, stage);
  const start = performance.now();
  const answers = await Promise.all(
    Array.from({ length: step.times ?? 1 }, () => askInTime(client, question)),
  );
  const tookMs = performance.now() - start;
  const wrong: string[] = [];
  for (const answer of answers) {
    if ('cannot' in answer) {
      return { wrong: [], leftOut: answer.cannot };
    }
    const judged = judgeAnswer(step, answer, stage);
    if (judged !== undefined && !wrong.includes(judged)) {
      wrong.push(judged);
    }
  }
  if (step.within !== undefined && tookMs > step.within) {
    wrong.push(`took ${Math.round(tookMs)} ms, more than ${step.within} ms`);
  }
  return { wrong };
}

async function askInTime(
  client: StartedClient,
  question: Question,
): Promise<Answer> {
  const over = new AbortController();
  try {
    return await Promise.race([
      client.ask(question),
      sleep(CASE_MS, undefined, { signal: over.signal }).then(() => {
        throw new Error(`no answer of the client within ${CASE_MS} ms`);
      }),
    ]);
  } finally {
    over.abort();
  }
}

function questionOf(step: Step, stage: Stage): Question {
  const image = {
    registry: step.host?.(stage) ?? stage.host('registry'),
    repository: step.repository ?? Content.repository,
    tag: step.tag ?? 'latest',
  };
  switch (step.ask) {
    case 'manifest':
      return { ask: 'manifest', image, digest: step.of?.(stage) };
    case 'platform':
      return { ask: 'platform', image, platform: step.platform };
    case 'config':
      return { ask: 'config', image, config: step.blob(stage) };
    case 'blob':
      return { ask: 'blob', image, blob: step.blob(stage) };
    default:
      return { ask: step.ask, image };
  }
}
