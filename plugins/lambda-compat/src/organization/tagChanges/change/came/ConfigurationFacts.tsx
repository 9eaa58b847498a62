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

import { lambdaCompatTranslationRef } from '../../../../translation';
import type { Change, Comparison } from '../types';
import { changedPlatforms } from '../contents';
import styles from './came.module.css';
import { DistroText } from './DistroText';
import { useSizeText } from './useSizeText';

interface ConfigurationFactsProps {
  change: Change;
  comparison: Comparison;
}

/** Fields of the configuration that changed, by the names that they have. */
function changedFields({ configuration }: Comparison): string[] {
  const { cmd, entrypoint, env, user, workingDir } = configuration;
  return [
    entrypoint && 'Entrypoint',
    cmd && 'Cmd',
    ...env.map(({ key }) => key),
    user && 'User',
    workingDir && 'WorkingDir',
  ].flatMap(name => (name ? [name] : []));
}

/** What else differs between the images, in short. */
export function ConfigurationFacts(props: ConfigurationFactsProps) {
  const { change, comparison } = props;
  const { configuration, distro, size } = comparison;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const sizes = useSizeText();
  const fields = changedFields(comparison);
  const unchanged = t('incident.configuration.unchanged');
  const platforms = changedPlatforms(change);

  return (
    <section>
      <h4 className={styles.heading}>{t('incident.configuration.title')}</h4>
      <dl className={styles.facts}>
        <dt>{t('incident.distro.title')}</dt>
        <dd>
          <DistroText distro={distro} />
        </dd>
        <dt>{t('incident.configuration.commands')}</dt>
        <dd>
          {fields.length > 0
            ? t('incident.configuration.changed', {
                count: fields.length,
                names: fields.join(', '),
              })
            : unchanged}
        </dd>
        <dt>{t('incident.configuration.labels')}</dt>
        <dd>
          {configuration.labels.length > 0
            ? t('incident.configuration.labelsChanged', {
                count: configuration.labels.length,
              })
            : unchanged}
        </dd>
        <dt>{t('incident.configuration.platforms')}</dt>
        <dd>
          {t('incident.configuration.platformsChanged', {
            platforms: platforms.join(', '),
          })}
        </dd>
        <dt>{t('incident.configuration.size')}</dt>
        <dd>{sizes.change(size.from.compressed, size.to.compressed)}</dd>
      </dl>
    </section>
  );
}
