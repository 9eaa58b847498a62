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

import {
  configApiRef,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';

import { lambdaCompatTranslationRef } from '../../translation';
import { CodeBlock } from '../findings';
import { Headline, UnknownIcon } from '../states';
import { Code } from '../text';
import styles from './compatibility.module.css';
import { uploadCommand } from './uploadCommand';
import type { CompatibilityView } from './useCompatibilityView';

/** Where the portal does not say its own. */
const EXAMPLE_URL = 'https://backstage.example.com';

interface NotMeasuredProps {
  view: CompatibilityView;
}

/** No binary was ever measured: what follows from that, and how to change it. */
export function NotMeasured(props: NotMeasuredProps) {
  const { chosen, entityName, entityRef, functions } = props.view;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const url = useApiHolder()
    .get(configApiRef)
    ?.getOptionalString('backend.baseUrl');
  const name = functions.length > 1 && chosen ? chosen.name : undefined;

  return (
    <Headline icon={<UnknownIcon />} title={t('compatibility.never.title')}>
      <p>
        {t('compatibility.never.text', {
          name: <Code>{name ?? entityName}</Code>,
        })}
      </p>
      <p className={styles.muted}>{t('compatibility.never.how')}</p>
      <CodeBlock
        code={uploadCommand({
          url: url ?? EXAMPLE_URL,
          entityRef,
          functionName: name,
          runtime: chosen?.runtime.value,
          architecture: chosen?.architecture.value,
          isImage: chosen?.packageType.value === 'image',
        })}
        copyLabel={t('compatibility.never.copy')}
      />
      <p className={styles.muted}>
        {t('compatibility.never.token', {
          variable: <Code>LAMBDA_COMPAT_TOKEN</Code>,
        })}
      </p>
    </Headline>
  );
}
