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
import type { TagImpact } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { useTagTime } from '../../../components/tags';
import { Code, WebLink } from '../../../components/text';
import { lambdaCompatTranslationRef } from '../../../translation';

interface BuildTextProps {
  place: TagImpact;
}

/** What was built on the move, or is going to be. */
function Outcome(props: BuildTextProps) {
  const { builtReason, builtVerdict, exposure } = props.place;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (exposure === 'next-build') {
    return <>{t('incident.build.pulls')}</>;
  }
  if (builtVerdict === 'broken') {
    return (
      <>
        {builtReason
          ? t('incident.build.broken', { need: <Code>{builtReason}</Code> })
          : t('incident.build.brokenUnnamed')}
      </>
    );
  }
  if (builtVerdict === 'compatible') {
    return <>{t('incident.build.compatible')}</>;
  }
  return exposure === 'already-built' ? (
    <>{t('incident.build.notMeasured')}</>
  ) : null;
}

/** When a component was last built, who says so, and what follows. */
export function BuildText(props: BuildTextProps) {
  const { exposure, lastBuild, reason } = props.place;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  if (lastBuild === null) {
    const isWorthSaying =
      exposure !== 'not-exposed' && reason !== 'unknown-build';
    return isWorthSaying ? <>{t('incident.build.unknown')}</> : null;
  }
  const kind = exposure === 'already-built' ? 'built' : 'last';
  const when = time.moment(lastBuild.at);
  return (
    <>
      {lastBuild.number
        ? t(`incident.build.${kind}Number`, {
            when,
            number: (
              <WebLink url={lastBuild.url}>{`#${lastBuild.number}`}</WebLink>
            ),
          })
        : t(`incident.build.${kind}`, { when })}{' '}
      {lastBuild.source === 'commit' && t('incident.build.fromCommit')}{' '}
      <Outcome place={props.place} />
    </>
  );
}
