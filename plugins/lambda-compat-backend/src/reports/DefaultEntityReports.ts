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

import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  EntityReport,
  ReferenceFix,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  type NormalizedReference,
  renderPinPatch,
} from '@lambda-compat/image-references';
import {
  type LambdaEntitySource,
  toLambdaEntity,
} from '../catalog/LambdaEntitySource';
import {
  getSubjectKey,
  type LambdaSubject,
  toLambdaSubject,
} from '../catalog/lambdaSubject';
import { readLambdaSettings } from '../catalog/readLambdaSettings';
import type { WorkStore } from '../collection/WorkStore';
import type { DigestLookup } from '../digests/DigestLookup';
import type { StoredReference } from '../references/entityFacts';
import type { TagStates } from '../tags/TagStates';
import {
  composeCollected,
  composeNeverCollected,
  composeNotApplicable,
  type ReportTimes,
} from './composeReport';
import type { EntityReports } from './EntityReports';
import type { ReportStore } from './ReportStore';

/** @see DefaultEntityReports.create */
export interface DefaultEntityReportsOptions {
  source: Pick<LambdaEntitySource, 'matches'>;
  work: WorkStore;
  reports: ReportStore;
  digests: DigestLookup;
  /** Not given: reports say nothing of tags. */
  tagStates?: Pick<TagStates, 'find'>;
  times: ReportTimes;
  /** Has due work begun before the next tick. */
  collectNow?: () => Promise<void>;
  now?: () => number;
}

/** Puts reports together from what is stored. Knows nothing of permissions. */
export class DefaultEntityReports implements EntityReports {
  readonly #options: DefaultEntityReportsOptions;
  readonly #now: () => number;

  static create(options: DefaultEntityReportsOptions): DefaultEntityReports {
    return new DefaultEntityReports(options);
  }

  private constructor(options: DefaultEntityReportsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  async getReport(entity: Entity): Promise<EntityReport> {
    const { reports, times, work } = this.#options;
    const subject = toLambdaSubject(entity);
    const reason = this.#getReasonAgainst(entity, subject);
    if (reason) {
      return composeNotApplicable(subject.entityRef, reason, times);
    }

    const stored = await reports.findEntity(subject.entityRef);
    if (stored?.subjectKey !== getSubjectKey(subject)) {
      // New or changed since the last comparison with the catalog. Somebody is
      // looking at it, so it does not wait for the next one.
      await work.saveSubjects([toLambdaEntity(entity)]);
    }
    if (!stored?.facts) {
      return composeNeverCollected(subject, stored, times);
    }
    const { references } = stored.facts;
    const [fixes, tags] = await Promise.all([
      this.#findFixes(references),
      this.#options.tagStates?.find(
        references.flatMap(({ normalized }) => normalized ?? []),
      ),
    ]);
    return composeCollected(stored, stored.facts, {
      fixes,
      tags,
      times,
      now: this.#now(),
    });
  }

  async getPinPatch(
    entity: Entity,
    referenceId: string,
    digest: string,
  ): Promise<{ patch: string }> {
    const entityRef = stringifyEntityRef(entity);
    const reference = await this.#options.reports.findReference(
      entityRef,
      referenceId,
    );
    if (!reference) {
      throw new NotFoundError(
        `No reference '${referenceId}' found for entity '${entityRef}'. Its file may have changed since the report was read.`,
      );
    }
    const { pin, place, startLine } = reference;
    const where = `${place.file}:${startLine}`;
    if (pin.kind !== 'plan') {
      throw new ConflictError(
        pin.kind === 'pinned'
          ? `The reference at ${where} is pinned already`
          : `The reference at ${where} cannot be pinned: ${pin.reason}`,
      );
    }
    const rendered = renderPinPatch(pin.plan, digest);
    if (!rendered.ok) {
      throw new ConflictError(
        `The reference at ${where} cannot be pinned: ${rendered.reason}`,
      );
    }
    return { patch: rendered.patch };
  }

  async refresh(entity: Entity): Promise<void> {
    const { collectNow, work } = this.#options;
    const subject = toLambdaSubject(entity);
    if (this.#getReasonAgainst(entity, subject)) {
      throw new ConflictError(
        `Entity '${subject.entityRef}' is not a Lambda, or is switched off, so there is nothing to refresh`,
      );
    }
    await work.saveSubjects([toLambdaEntity(entity)]);
    await work.requestCollection(subject.entityRef);
    await collectNow?.();
  }

  #getReasonAgainst(
    entity: Entity,
    subject: LambdaSubject,
  ): 'filter' | 'disabled' | undefined {
    if (!this.#options.source.matches(entity)) {
      return 'filter';
    }
    return readLambdaSettings(subject).enabled ? undefined : 'disabled';
  }

  /** Patches for the references whose digest is known. */
  async #findFixes(
    references: readonly StoredReference[],
  ): Promise<Map<StoredReference, ReferenceFix>> {
    const queries = references.flatMap(reference => {
      const { normalized, pin, platform } = reference;
      return pin.kind === 'plan' && isTagged(normalized)
        ? [
            {
              ...normalized,
              platform: platform ?? undefined,
              reference,
              plan: pin.plan,
            },
          ]
        : [];
    });
    const digests = await this.#options.digests.findDigests(queries);
    const fixes = new Map<StoredReference, ReferenceFix>();
    for (const [{ reference, plan }, { digest, source }] of digests) {
      const rendered = renderPinPatch(plan, digest);
      if (rendered.ok) {
        const { patch } = rendered;
        fixes.set(reference, {
          kind: 'ready',
          digest,
          digestSource: source,
          patch,
        });
      }
    }
    return fixes;
  }
}

function isTagged(
  reference: NormalizedReference | null,
): reference is NormalizedReference {
  return reference !== null && reference.digest === null;
}
