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
import { Card, CardBody } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';

import { DigestText, useTagTime } from '../../../components/tags';
import { lambdaCompatTranslationRef } from '../../../translation';
import { DistroText } from '../change/came/DistroText';
import { useSizeText } from '../change/came/useSizeText';
import type { Change, Comparison } from '../change/types';
import styles from '../tagChanges.module.css';
import pageStyles from './comparison.module.css';

interface SideProps {
  label: string;
  image: string;
  side: Comparison['from'];
}

function Side(props: SideProps) {
  const { image, label, side } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  const facts = [
    side.version && t('comparison.version', { version: side.version }),
    side.created &&
      t('comparison.created', { when: time.moment(side.created) }),
  ].filter(Boolean);
  return (
    <div className={styles.side}>
      <span className={styles.label}>{label}</span>
      <DigestText image={image} digest={side.digest} />
      <span className={styles.second}>{facts.join(' · ')}</span>
    </div>
  );
}

interface ComparisonFactsProps {
  change: Change;
  comparison: Comparison;
}

/** What is compared, the distribution, the size, and what is not known. */
export function ComparisonFacts(props: ComparisonFactsProps) {
  const { change, comparison } = props;
  const { distro, from, size, to, undecided } = comparison;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const sizes = useSizeText();

  return (
    <section className={styles.frame} aria-label={t('comparison.facts')}>
      <Card className={styles.card}>
        <CardBody>
          <div className={styles.facts}>
            <div className={styles.sidesBar}>
              <Side
                label={t('comparison.from')}
                image={change.image}
                side={from}
              />
              <span
                className={styles.arrow}
                role="img"
                aria-label={t('tagChange.facts.fromTo')}
              >
                <RiArrowRightLine size={20} aria-hidden="true" />
              </span>
              <Side label={t('comparison.to')} image={change.image} side={to} />
            </div>
            <dl className={styles.factList}>
              <div>
                <dt>{t('incident.distro.title')}</dt>
                <dd>
                  <DistroText distro={distro} />
                </dd>
              </div>
              <div>
                <dt>{t('comparison.downloaded')}</dt>
                <dd>
                  {sizes.change(size.from.compressed, size.to.compressed)}
                </dd>
              </div>
              <div>
                <dt>{t('comparison.unpacked')}</dt>
                <dd>{sizes.change(size.from.unpacked, size.to.unpacked)}</dd>
              </div>
            </dl>
          </div>
          {undecided.length > 0 && (
            <div className={pageStyles.undecided}>
              <h3 className={pageStyles.heading}>
                {t('comparison.undecided')}
              </h3>
              <p className={styles.text}>{t('comparison.undecidedText')}</p>
              <ul className={pageStyles.list}>
                {undecided.map(sentence => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </div>
          )}
        </CardBody>
      </Card>
    </section>
  );
}
