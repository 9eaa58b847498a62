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
import { useMemo } from 'react';

import { lambdaCompatTranslationRef } from '../../../translation';
import { Choice } from '../../coverage/parts/Choice';
import { SECTIONS } from '../../url/comparisonUrl';
import { useComparisonView } from '../../url/useTagChangesView';
import type { Comparison } from '../change/types';
import { namespaceChanges, versionCounts } from '../change/versions';
import styles from './comparison.module.css';
import { ConfigurationSection } from './ConfigurationSection';
import { FilesSection } from './FilesSection';
import { PackagesSection } from './PackagesSection';
import { SymbolsSection } from './SymbolsSection';

/** How much there is in each section. */
function countsOf(comparison: Comparison): Record<string, number> {
  const { configuration, files, packages, symbolVersions } = comparison;
  const { cmd, entrypoint, env, labels, user, workingDir } = configuration;
  const { gained, lost } = versionCounts(namespaceChanges(symbolVersions));
  return {
    symbols: gained + lost,
    packages:
      packages.added.length +
      packages.removed.length +
      packages.upgraded.length +
      packages.downgraded.length +
      packages.others.length,
    files:
      files.counts.added +
      files.counts.removed +
      files.counts.changed +
      files.counts.attributes,
    configuration:
      labels.length +
      env.length +
      [cmd, entrypoint, user, workingDir].filter(Boolean).length,
  };
}

/** The lists of a comparison, one at a time, as the address says. */
export function ComparisonSections(props: { comparison: Comparison }) {
  const { comparison } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { change, view } = useComparisonView();
  const counts = useMemo(() => countsOf(comparison), [comparison]);

  return (
    <>
      <div className={styles.sections}>
        <Choice
          label={t('comparison.section')}
          options={SECTIONS.map(id => ({
            id,
            label: t('comparison.counted', {
              section: t(`comparison.sections.${id}`),
              amount: counts[id],
            }),
          }))}
          value={view.section}
          onChange={section =>
            change({ section, kind: undefined, search: undefined })
          }
        />
      </div>
      {view.section === 'symbols' && <SymbolsSection comparison={comparison} />}
      {view.section === 'packages' && (
        <PackagesSection packages={comparison.packages} />
      )}
      {view.section === 'files' && <FilesSection files={comparison.files} />}
      {view.section === 'configuration' && (
        <ConfigurationSection configuration={comparison.configuration} />
      )}
    </>
  );
}
