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

import { paletteClass } from '../../components/palette';
import { Headline, NoneIcon } from '../../components/states';
import { lambdaCompatTranslationRef } from '../../translation';
import pageStyles from '../coverage/CoveragePageContent.module.css';
import { BackLink } from './BackLink';

/** An address below the page that leads nowhere. */
export function NoSuchPage() {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <div className={`${paletteClass} ${pageStyles.page}`}>
      <Headline icon={<NoneIcon />} title={t('tagChanges.notFound.title')}>
        <p>{t('tagChanges.notFound.text')}</p>
        <p>
          <BackLink />
        </p>
      </Headline>
    </div>
  );
}
