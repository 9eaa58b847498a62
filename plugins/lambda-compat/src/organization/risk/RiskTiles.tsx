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
import type { RiskSummary } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { type Verdict, VERDICTS } from '../../compatibility';
import { VerdictLabel } from '../../components/verdict';
import { lambdaCompatTranslationRef } from '../../translation';
import { Lines } from '../coverage/parts/Lines';
import { useCoverageText } from '../coverage/parts/useCoverageText';
import { Tile } from '../coverage/tiles/Tile';
import tileStyles from '../coverage/tiles/Tile.module.css';
import { useRiskView } from '../url/useRiskView';
import styles from './risk.module.css';

interface RiskTilesProps {
  summary: RiskSummary;
  isBusy: boolean;
}

function VerdictTile(props: { verdict: Verdict; summary: RiskSummary }) {
  const { summary, verdict } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useCoverageText();
  const { change, view } = useRiskView();
  const { rows } = view;
  const isPressed = rows.verdict?.length === 1 && rows.verdict[0] === verdict;
  const { compatible, evidence, total } = summary;

  const contexts: Record<Verdict, string> = {
    broken: t('risk.tile.broken'),
    'at-risk': t('risk.tile.atRisk'),
    unknown: t('risk.tile.unknown'),
    compatible: t('risk.tile.compatible', {
      share: text.share(compatible),
      measured: evidence.count,
      evidence: text.share(evidence),
    }),
    'no-native-code': t('risk.tile.noNativeCode'),
  };
  const base = verdict === 'no-native-code' ? total : compatible.total;

  return (
    <Tile
      label={<VerdictLabel verdict={verdict} />}
      toggleText={t('risk.tile.toggle', { verdict: t(`verdict.${verdict}`) })}
      isPressed={isPressed}
      onToggle={() =>
        change({
          rows: { ...rows, verdict: isPressed ? undefined : [verdict] },
        })
      }
      headline={t('coverage.number', { value: summary.byVerdict[verdict] })}
      base={t('risk.ofTotal', { total: base })}
      context={contexts[verdict]}
    />
  );
}

/** How many components have each verdict; each tile filters the table. */
export function RiskTiles(props: RiskTilesProps) {
  const { isBusy, summary } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useCoverageText();

  return (
    <section
      className={styles.frame}
      aria-label={t('risk.tiles')}
      aria-busy={isBusy}
    >
      <div className={styles.tiles}>
        {VERDICTS.map(verdict => (
          <VerdictTile key={verdict} verdict={verdict} summary={summary} />
        ))}
      </div>
      <p className={styles.notes}>
        {t('risk.note', {
          compatible: text.share(summary.compatible),
          amount: summary.compatible.count,
          total: summary.compatible.total,
          measured: summary.evidence.count,
          evidence: text.share(summary.evidence),
        })}{' '}
        {t('risk.unknownMeaning')}
      </p>
    </section>
  );
}

/** The shape of the tiles. */
export function LoadingRiskTiles() {
  return (
    <div className={styles.frame} aria-hidden="true">
      <div className={styles.tiles}>
        {VERDICTS.map(verdict => (
          <div key={verdict} className={tileStyles.tile}>
            <Lines widths={[72, 44, 88]} height={18} />
          </div>
        ))}
      </div>
    </div>
  );
}
