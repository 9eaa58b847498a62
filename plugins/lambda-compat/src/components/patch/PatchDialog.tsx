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

import { lambdaCompatTranslationRef } from '../../translation';
import { paletteClass } from '../palette';
import styles from './patch.module.css';
import { PatchByHand } from './PatchByHand';

interface PatchDialogProps {
  patch: string;
  onClose: () => void;
}

/** Shows a patch that the browser refused to copy. */
export function PatchDialog(props: PatchDialogProps) {
  const { patch, onClose } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      width={640}
      className={paletteClass}
    >
      <DialogHeader>{t('patch.byHandTitle')}</DialogHeader>
      <DialogBody className={styles.dialogBody}>
        <PatchByHand patch={patch} />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('patch.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
