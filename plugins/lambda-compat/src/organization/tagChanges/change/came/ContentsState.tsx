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
import type { MoveContents } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { Headline, NoneIcon, UnknownIcon } from '../../../../components/states';
import { lambdaCompatTranslationRef } from '../../../../translation';
import styles from './came.module.css';

/** Why it is not known what came; nothing where it is. */
export function ContentsState(props: {
  contents: Pick<MoveContents, 'state' | 'message'>;
}) {
  const { message, state } = props.contents;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (state === 'available') {
    return null;
  }
  if (state === 'none') {
    return <p className={styles.text}>{t('incident.came.nothing')}</p>;
  }
  if (state === 'off') {
    return (
      <Headline icon={<NoneIcon />} title={t('incident.came.off')}>
        <p>{t('incident.came.offText')}</p>
      </Headline>
    );
  }
  return (
    <Headline icon={<UnknownIcon />} title={t(`incident.came.${state}`)}>
      {message && <p>{message}</p>}
      <p>
        {t(
          state === 'pending'
            ? 'incident.came.pendingText'
            : 'incident.came.unknownText',
        )}
      </p>
    </Headline>
  );
}
