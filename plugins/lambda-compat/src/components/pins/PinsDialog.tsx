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

import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  VisuallyHidden,
} from '@backstage/ui';
import type { ReferencePin } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatApiRef } from '../../api';
import { useRequest } from '../../organization/data/useRequest';
import { lambdaCompatTranslationRef } from '../../translation';
import { paletteClass } from '../palette';
import patchStyles from '../patch/patch.module.css';
import { NoneIcon } from '../states';
import { ErrorState } from '../states/ErrorState';
import { LoadingState } from '../states/LoadingState';
import styles from './pins.module.css';
import { ReferencePinView } from './ReferencePinView';

/** A reference as a finding names it. */
export interface NamedReference {
  file: string;
  reference: string;
}

interface PinsDialogProps {
  entityRef: string;
  /** What is to be pinned; all of the entity where none of them is known. */
  references: readonly NamedReference[];
  onClose: () => void;
}

function wanted(
  pins: readonly ReferencePin[],
  references: readonly NamedReference[],
): readonly ReferencePin[] {
  const named = pins.filter(pin =>
    references.some(
      one => one.file === pin.file && one.reference === pin.reference,
    ),
  );
  return named.length > 0 ? named : pins;
}

/** What to pin the build image to: the patch, why it fits, and what it costs. */
export function PinsDialog(props: PinsDialogProps) {
  const { entityRef, onClose, references } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const api = useApi(lambdaCompatApiRef);
  const { error, isLoading, retry, value } = useRequest(entityRef, signal =>
    api.listPinSuggestions(entityRef, { signal }),
  );
  const pins = wanted(value?.items ?? [], references);

  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      width={680}
      className={paletteClass}
    >
      <DialogHeader>{t('pinLine.dialogTitle')}</DialogHeader>
      <DialogBody className={patchStyles.dialogBody}>
        <VisuallyHidden role="status">
          {isLoading && t('pinLine.loading')}
        </VisuallyHidden>
        {isLoading && <LoadingState />}
        {error && !value && <ErrorState error={error} onRetry={retry} />}
        {value && pins.length === 0 && (
          <p className={styles.fits}>
            <NoneIcon />
            {t('pinLine.noReference')}
          </p>
        )}
        {pins.length > 0 && (
          <ul className={styles.pins}>
            {pins.map(pin => (
              <li key={pin.referenceId}>
                <ReferencePinView pin={pin} />
              </li>
            ))}
          </ul>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('patch.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
