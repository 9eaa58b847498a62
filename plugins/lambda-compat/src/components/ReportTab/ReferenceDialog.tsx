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
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { ReportedReference } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import { paletteClass } from '../palette';
import { CopyPatchButton } from '../patch';
import { ReferenceFacts } from './ReferenceFacts';
import styles from './ReportTab.module.css';
import { ResolutionSteps } from './ResolutionSteps';

interface ReferenceDialogProps {
  reference: ReportedReference;
  onClose: () => void;
  onCopyPatch: (reference: ReportedReference) => void;
}

function Candidates(props: { reference: ReportedReference }) {
  const { candidates } = props.reference;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return candidates.length ? (
    <>
      <h3 className={styles.subheading}>{t('reference.details.candidates')}</h3>
      <ul className={styles.plainList}>
        {candidates.map(({ condition, resolved }) => (
          <li key={condition}>
            {t('reference.details.candidate', {
              reference: <code className={styles.mono}>{resolved}</code>,
              condition: <code className={styles.mono}>{condition}</code>,
            })}
          </li>
        ))}
      </ul>
    </>
  ) : null;
}

function Problems(props: { reference: ReportedReference }) {
  const { problems } = props.reference;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return problems.length ? (
    <>
      <h3 className={styles.subheading}>{t('reference.details.problems')}</h3>
      <ul className={styles.plainList}>
        {problems.map(problem => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </>
  ) : null;
}

/** All that is known about one reference, with the steps that led to it. */
export function ReferenceDialog(props: ReferenceDialogProps) {
  const { onClose, onCopyPatch, reference } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      width={640}
      className={paletteClass}
    >
      <DialogHeader>{t('reference.details.title')}</DialogHeader>
      <DialogBody className={styles.dialogBody}>
        <ReferenceFacts reference={reference} />
        <ResolutionSteps steps={reference.steps} />
        <Candidates reference={reference} />
        <Problems reference={reference} />
      </DialogBody>
      <DialogFooter>
        <CopyPatchButton reference={reference} onPress={onCopyPatch} />
        <Button variant="secondary" onPress={onClose}>
          {t('reference.details.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
