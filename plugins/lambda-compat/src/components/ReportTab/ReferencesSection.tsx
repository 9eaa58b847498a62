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

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Badge, Button } from '@backstage/ui';
import type {
  EntityReport,
  ReportedReference,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo, useState } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import { type DataColumn, DataTable } from '../DataTable';
import { CopyPatchButton, useCopyPatch } from '../patch';
import { PinLine, type ReferencePins, useReferencePins } from '../pins';
import {
  ImageText,
  PinClassLabel,
  placeText,
  PlaceLink,
  ReferenceMeaning,
  referencesByPlace,
  referenceText,
} from '../references';
import { ReferenceDialog } from './ReferenceDialog';
import styles from './ReportTab.module.css';
import { SectionCard } from './SectionCard';

interface ReferencesSectionProps {
  report: EntityReport;
}

interface ColumnOptions {
  pins: ReferencePins;
  awaited: ReportedReference | null;
  onCopyPatch: (reference: ReportedReference) => void;
  onDetails: (reference: ReportedReference) => void;
}

function useColumns(options: ColumnOptions): DataColumn<ReportedReference>[] {
  const { awaited, onCopyPatch, onDetails, pins } = options;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return useMemo(
    () => [
      {
        id: 'image',
        label: t('tab.references.image'),
        width: 'wide',
        isRowHeader: true,
        cell: reference => (
          <>
            <ImageText reference={reference} />
            <span className={styles.second}>
              <ReferenceMeaning reference={reference} />
              <PinLine state={pins.stateOf(reference)} />
            </span>
          </>
        ),
      },
      {
        id: 'pin',
        label: t('tab.references.pin'),
        width: 'narrow',
        cell: reference => <PinClassLabel pinClass={reference.pinClass} />,
      },
      {
        id: 'role',
        label: t('tab.references.role'),
        width: 'narrow',
        cell: reference => (
          <Badge className={styles.badge}>{t(`role.${reference.role}`)}</Badge>
        ),
      },
      {
        id: 'place',
        label: t('tab.references.place'),
        cell: reference => <PlaceLink reference={reference} />,
      },
      {
        id: 'actions',
        label: t('tab.references.actions'),
        cell: reference => (
          <span className={styles.rowActions}>
            <CopyPatchButton
              reference={reference}
              onPress={onCopyPatch}
              isInRow
              isPending={awaited?.id === reference.id}
            />
            <Button
              variant="tertiary"
              size="small"
              className={styles.rowButton}
              aria-label={t('tab.references.detailsLabel', {
                reference: referenceText(reference),
                place: placeText(reference),
              })}
              onPress={() => onDetails(reference)}
            >
              {t('tab.references.details')}
            </Button>
          </span>
        ),
      },
    ],
    [t, awaited, onCopyPatch, onDetails, pins],
  );
}

/** Every reference of the entity, in the order of its files. */
export function ReferencesSection(props: ReferencesSectionProps) {
  const { report } = props;
  const { entityRef } = report;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [detailed, setDetailed] = useState<ReportedReference | null>(null);
  const pins = useReferencePins(report);
  const { awaited, copyPatch, dialog } = useCopyPatch(entityRef, pins);
  const columns = useColumns({
    pins,
    awaited,
    onCopyPatch: copyPatch,
    onDetails: setDetailed,
  });
  const references = useMemo(
    () => referencesByPlace(report.references),
    [report.references],
  );

  return (
    <SectionCard title={t('tab.references.title')}>
      <DataTable
        label={t('tab.references.title')}
        columns={columns}
        items={references}
      />
      {detailed && (
        <ReferenceDialog
          reference={detailed}
          onClose={() => setDetailed(null)}
          onCopyPatch={reference => {
            setDetailed(null);
            copyPatch(reference);
          }}
        />
      )}
      {dialog}
    </SectionCard>
  );
}
