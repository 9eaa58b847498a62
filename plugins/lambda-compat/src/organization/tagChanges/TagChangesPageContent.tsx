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
import { lambdaCompatTranslationRef } from '../../translation';
import pageStyles from '../coverage/CoveragePageContent.module.css';
import { Choice } from '../coverage/parts/Choice';
import { TAG_LISTS } from '../url/tagChangesUrl';
import { useTagChangesView } from '../url/useTagChangesView';
import { ChangeListSection } from './ChangeListSection';
import { IncidentBanner } from './IncidentBanner';
import { RegistriesSection } from './RegistriesSection';
import { TagListSection } from './TagListSection';

/**
 * Which tags moved, which are followed, and how the registries do. All of its
 * state is in the address.
 */
export function TagChangesPageContent() {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { change, view } = useTagChangesView();

  return (
    <div className={`${paletteClass} ${pageStyles.page}`}>
      <header className={pageStyles.header}>
        <div className={pageStyles.text}>
          <h2 className={pageStyles.heading}>{t('tagChanges.title')}</h2>
          <p className={pageStyles.intro}>{t('tagChanges.intro')}</p>
        </div>
        <Choice
          label={t('tagChanges.which')}
          options={TAG_LISTS.map(id => ({
            id,
            label: t(`tagChanges.list.${id}`),
          }))}
          value={view.list}
          onChange={list => change({ list, orderField: undefined })}
        />
      </header>
      {view.list === 'changes' && <IncidentBanner scope={view.scope} />}
      {view.list === 'changes' && (
        <ChangeListSection view={view} onChange={change} />
      )}
      {view.list === 'tags' && <TagListSection view={view} onChange={change} />}
      {view.list === 'registries' && <RegistriesSection />}
    </div>
  );
}
