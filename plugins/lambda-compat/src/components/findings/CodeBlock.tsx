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

import { lambdaCompatTranslationRef } from '../../translation';
import { CopyButton } from '../patch';
import styles from './findings.module.css';

interface CodeBlockProps {
  code: string;
  /** Names the button, where several are on one screen. */
  copyLabel?: string;
}

/** Something to type or write, with a button that copies it. */
export function CodeBlock(props: CodeBlockProps) {
  const { code, copyLabel } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <div className={styles.code}>
      <code className={styles.codeText}>{code}</code>
      <CopyButton
        text={code}
        label={copyLabel ?? t('compatibility.copy')}
        copiedText={t('compatibility.copied')}
        isIconOnly
      />
    </div>
  );
}
