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
import { Alert } from '@backstage/ui';
import { useEffect, useRef } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import styles from './patch.module.css';

interface PatchByHandProps {
  patch: string;
}

/**
 * A patch that the browser refused to copy, selected as a whole. A text field
 * gives it back exactly: from other text, browsers drop the last line end, and
 * without it the patch does not apply.
 */
export function PatchByHand(props: PatchByHandProps) {
  const { patch } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const ref = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    ref.current?.focus();
    ref.current?.select();
  }, [patch]);

  return (
    <>
      <Alert status="warning" icon title={t('patch.byHand')} />
      <textarea
        ref={ref}
        readOnly
        className={styles.byHand}
        aria-label={t('patch.previewLabel')}
        rows={patch.split('\n').length}
        value={patch}
        wrap="off"
      />
    </>
  );
}
