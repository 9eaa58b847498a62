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
import { Alert, Button } from '@backstage/ui';
import { RiTimeLine } from '@remixicon/react';

import { errorText } from '../../report';
import { RelativeTime, useTimeText } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import stateStyles from '../states/states.module.css';
import type { CompatibilityView } from './useCompatibilityView';

interface CompatibilityStripsProps {
  view: CompatibilityView;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/**
 * A report of an artifact does not age by itself. But a build that is never
 * measured again is likely not the one that runs.
 */
const OLD_AFTER_DAYS = 30;

function AgeStrip(props: { measuredAt: string }) {
  const { measuredAt } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTimeText();
  return (
    <Alert
      status="info"
      icon={<RiTimeLine aria-hidden="true" />}
      className={stateStyles.neutralStrip}
      title={t('compatibility.old.title', {
        when: <RelativeTime iso={measuredAt} />,
      })}
      description={t('compatibility.old.text', {
        date: time.absolute(measuredAt),
      })}
    />
  );
}

/** What a reader has to know before the results below. */
export function CompatibilityStrips(props: CompatibilityStripsProps) {
  const { chosen, error, functions, retry } = props.view;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const measured = functions.filter(({ measuredAt }) => measuredAt !== null);
  const unread = chosen?.judgement.findings.filter(
    ({ rule }) => rule === 'R23',
  );
  const outdated = chosen?.judgement.findings.find(
    ({ rule }) => rule === 'R21',
  );
  const isOld =
    chosen?.measuredAt &&
    Date.now() - Date.parse(chosen.measuredAt) > OLD_AFTER_DAYS * DAY_MS;

  return (
    <>
      {error && (
        <Alert
          status="warning"
          icon
          className={stateStyles.strip}
          title={t('compatibility.kept')}
          description={errorText(error)}
          customActions={
            <Button size="small" variant="tertiary" onPress={retry}>
              {t('state.retry')}
            </Button>
          }
        />
      )}
      {measured.length > 0 && measured.length < functions.length && (
        <Alert
          status="warning"
          icon
          className={stateStyles.strip}
          title={t('compatibility.partial', {
            measured: measured.length,
            total: functions.length,
          })}
          description={t('compatibility.partialText')}
        />
      )}
      {unread && unread.length > 0 && (
        <Alert
          status="warning"
          icon
          className={stateStyles.strip}
          title={t('compatibility.unread', { count: unread.length })}
          description={unread[0].message}
        />
      )}
      {outdated && (
        <Alert
          status="info"
          icon={<RiTimeLine aria-hidden="true" />}
          className={stateStyles.neutralStrip}
          title={t('compatibility.outdated')}
          description={outdated.message}
        />
      )}
      {!outdated && isOld && chosen.measuredAt && (
        <AgeStrip measuredAt={chosen.measuredAt} />
      )}
    </>
  );
}
