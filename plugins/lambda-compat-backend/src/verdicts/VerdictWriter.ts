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

import type { FunctionCompatibility } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ArtifactReport } from '@lambda-compat/elf-symbols';
import type { RuntimeProfile } from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { packSmall, readContent, unpackSmall } from '../artifacts/contents';
import { saveBuiltVerdicts } from '../artifacts/saveBuiltVerdicts';
import type { StoredUpload } from '../artifacts/uploads';
import { addDirectMembers } from '../coverage/hierarchy/directMembers';
import { bumpFactsRevision } from '../coverage/revisions';
import {
  type EntityRulesRow,
  type FunctionVerdictsRow,
  type JudgedEntityRow,
  TABLE_RULES,
  TABLE_VERDICTS,
} from '../database/compatibilityTables';
import { CHUNK, isPostgres } from '../database/statements';
import { TABLE_ENTITIES } from '../database/tables';
import { toBuildColumns, toComponentBuilds } from '../exposure/componentBuilds';
import { readEntityTagFacts } from '../exposure/facts/readEntityTagFacts';
import type { BuildImageReader } from '../exposure/images/BuildImageReader';
import { planWindows } from '../exposure/windows/planWindows';
import { readKnownWindows, saveWindows } from '../exposure/windows/windowRows';
import type { DescribedFunction } from './describeFunctions';
import {
  getJudgedKey,
  type JudgementEngine,
  toDay,
  type VerdictPolicy,
} from './engine';
import { judgeFunction, type Measured } from './judgeFunction';
import type { MeasuredProfiles } from './MeasuredProfiles';
import {
  type JudgedEntity,
  type JudgedSubject,
  noTags,
  SubjectReader,
} from './SubjectReader';
import { summarizeVerdicts } from './summarizeVerdicts';

/** @see VerdictWriter.create */
export interface VerdictWriterOptions {
  engine: JudgementEngine;
  policy: VerdictPolicy;
  /** Left out where nobody looks at what builds pull. */
  images?: BuildImageReader;
  /** Left out where runtimes are known by their tables only. */
  profiles?: MeasuredProfiles;
  now?: () => Date;
}

/** Concludes what follows from what is stored, and stores that. */
export class VerdictWriter {
  readonly #engine: JudgementEngine;
  readonly #policy: VerdictPolicy;
  readonly #subjects: SubjectReader;
  readonly #now: () => Date;
  readonly #profileKeys = new WeakMap<RuntimeProfile, string>();

  static create(options: VerdictWriterOptions): VerdictWriter {
    return new VerdictWriter(options);
  }

  private constructor(options: VerdictWriterOptions) {
    this.#engine = options.engine;
    this.#policy = options.policy;
    this.#subjects = SubjectReader.create(options);
    this.#now = options.now ?? (() => new Date());
  }

  /** What the verdicts of today are stored with. */
  get judgedKey(): string {
    return getJudgedKey(this.#policy, toDay(this.#now()));
  }

  /**
   * Judges entities anew, as many as one statement can take, and writes down to
   * which moves of tags they are exposed. In the transaction that changes what
   * both follow from, after it has locked their rows; it may lock the revision
   * of the facts, so it comes towards its end.
   *
   * @returns the functions of each entity
   */
  async judge(
    tx: Knex.Transaction,
    entityRefs: readonly string[],
  ): Promise<Map<string, FunctionCompatibility[]>> {
    const now = this.#now();
    const judgedKey = getJudgedKey(this.#policy, toDay(now));
    const entities: JudgedEntity[] = await tx<JudgedEntityRow>(TABLE_ENTITIES)
      .whereIn('entity_ref', entityRefs)
      .orderBy('entity_ref')
      .select('entity_ref', 'subject', 'functions', 'runtime_key');
    const refs = entities.map(row => row.entity_ref);
    const tags = await readEntityTagFacts(tx, refs);
    const subjects = await this.#subjects.read(tx, entities, tags, now);
    const known = await readKnown(tx, entities);
    const windows = await readKnownWindows(tx, refs);

    const judged = new Map<string, FunctionCompatibility[]>(
      refs.map(ref => [ref, []]),
    );
    const verdicts: FunctionVerdictsRow[] = [];
    for (const subject of subjects) {
      const { described, entity, images, runtimeProfile } = subject;
      const { entity_ref: ref } = entity;
      const functions = judged.get(ref) ?? [];
      const factsKey = hash([
        ref,
        withoutVerdict(described),
        judgedKey,
        images?.key ?? null,
        runtimeProfile ? this.#getProfileKey(runtimeProfile) : null,
      ]);
      const content =
        known.get(factsKey) ?? (await this.#judgeFunction(tx, subject, now));
      verdicts.push({
        entity_ref: ref,
        position: functions.length,
        upload_id: described.upload?.id ?? null,
        facts_key: factsKey,
        content,
      });
      functions.push(unpackSmall(content));
    }

    const rules: EntityRulesRow[] = [];
    const newRuntimes = new Set<string>();
    for (const entity of entities) {
      const { entity_ref: ref } = entity;
      const functions = judged.get(ref) ?? [];
      const summary = summarizeVerdicts(functions);
      const builds = toComponentBuilds(functions);
      await tx<JudgedEntityRow>(TABLE_ENTITIES)
        .where({ entity_ref: ref })
        .update({
          ...summary.columns,
          ...toBuildColumns(builds),
          judged_key: judgedKey,
        });
      if (summary.columns.runtime_key !== entity.runtime_key) {
        newRuntimes.add(summary.columns.runtime_key);
      }
      rules.push(...summary.rules.map(rule => ({ entity_ref: ref, rule })));
      await saveWindows(
        tx,
        planWindows({
          tags: tags.get(ref) ?? noTags(ref),
          builds,
          nativeCode: summary.columns.native_code,
          known: windows.get(ref) ?? [],
          now: now.getTime(),
        }),
      );
    }

    await tx(TABLE_VERDICTS).whereIn('entity_ref', refs).delete();
    await tx(TABLE_RULES).whereIn('entity_ref', refs).delete();
    await tx.batchInsert(TABLE_VERDICTS, verdicts, CHUNK);
    await tx.batchInsert(TABLE_RULES, rules, CHUNK);
    await saveBuiltVerdicts(
      tx,
      subjects.flatMap(({ described }) => described.upload ?? []),
      [...judged.values()].flat(),
    );
    if (newRuntimes.size > 0) {
      await bumpFactsRevision(tx);
      await addDirectMembers(tx, { runtime: newRuntimes });
    }
    return judged;
  }

  /**
   * The same in a transaction of its own, for what is due.
   *
   * @param wait - for what another replica is just writing; it is left to it
   *   otherwise
   * @returns how many entities were judged
   */
  async judgeDue(
    knex: Knex,
    entityRefs: readonly string[],
    { wait = false }: { wait?: boolean } = {},
  ): Promise<number> {
    if (entityRefs.length === 0) {
      return 0;
    }
    return knex.transaction(async tx => {
      const due = tx<JudgedEntityRow>(TABLE_ENTITIES)
        .whereIn('entity_ref', entityRefs)
        .whereNot('judged_key', this.judgedKey)
        .orderBy('entity_ref')
        .select('entity_ref');
      if (isPostgres(tx)) {
        due.forUpdate();
        if (!wait) {
          due.skipLocked();
        }
      }
      const rows = await due;
      const judged = await this.judge(
        tx,
        rows.map(row => row.entity_ref),
      );
      return judged.size;
    });
  }

  /** Profiles are large, and the same ones are come upon often. */
  #getProfileKey(profile: RuntimeProfile): string {
    const key = this.#profileKeys.get(profile) ?? hash(profile);
    this.#profileKeys.set(profile, key);
    return key;
  }

  async #judgeFunction(
    tx: Knex.Transaction,
    { described, images, runtimeProfile }: JudgedSubject,
    now: Date,
  ): Promise<Buffer> {
    const { upload } = described;
    const measured = upload && (await readMeasured(tx, upload));
    return packSmall(
      judgeFunction(this.#engine, described, measured, {
        policy: this.#policy,
        today: toDay(now),
        now: now.toISOString(),
        buildImages: images?.facts,
        runtimeProfile,
      }),
    );
  }
}

/** What an upload was judged to be follows from the rest. */
function withoutVerdict({ upload, ...described }: DescribedFunction) {
  return { ...described, upload: upload && { ...upload, builtVerdict: '' } };
}

/**
 * What was concluded before, by all that it follows from: reports are megabytes,
 * and of several functions usually one changes.
 */
async function readKnown(
  tx: Knex.Transaction,
  entities: ReadonlyArray<Pick<JudgedEntityRow, 'entity_ref'>>,
): Promise<Map<string, Buffer>> {
  const rows = await tx<FunctionVerdictsRow>(TABLE_VERDICTS)
    .whereIn(
      'entity_ref',
      entities.map(row => row.entity_ref),
    )
    .select('facts_key', 'content');
  return new Map(rows.map(row => [row.facts_key, row.content]));
}

/** The reports of an upload, which can be megabytes. */
export async function readMeasured(
  knex: Knex,
  { artifacts, profileKey }: StoredUpload,
): Promise<Measured> {
  const reports: ArtifactReport[] = [];
  for (const { contentKey, name } of artifacts) {
    const report = await readContent<ArtifactReport>(knex, contentKey);
    reports.push({ ...report, name });
  }
  return {
    reports,
    profile: profileKey
      ? await readContent<RuntimeProfile>(knex, profileKey)
      : null,
  };
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
