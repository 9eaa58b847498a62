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

import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';

import { lambdaCompatTranslationRef } from '../../translation';
import styles from './patch.module.css';
import { useCopy } from './useCopy';

interface CopyButtonProps {
  text: string;
  label: string;
  copiedText: string;
  isIconOnly?: boolean;
}

/** Copies a short text that is on the screen anyway. */
export function CopyButton(props: CopyButtonProps) {
  const { text, label, copiedText, isIconOnly } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const toastApi = useApi(toastApiRef);
  const copy = useCopy();

  const onPress = async () => {
    if (!(await copy({ text, title: copiedText }))) {
      toastApi.post({
        title: t('patch.refused'),
        description: text,
        status: 'warning',
      });
    }
  };

  return isIconOnly ? (
    <ButtonIcon
      variant="tertiary"
      size="small"
      className={styles.iconButton}
      icon={<RiFileCopyLine aria-hidden="true" />}
      aria-label={label}
      onPress={onPress}
    />
  ) : (
    <Button
      variant="secondary"
      size="small"
      iconStart={<RiFileCopyLine aria-hidden="true" />}
      onPress={onPress}
    >
      {label}
    </Button>
  );
}
