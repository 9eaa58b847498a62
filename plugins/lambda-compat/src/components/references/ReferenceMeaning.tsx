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
import type { ReportedReference } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import { Code } from '../text';

interface ReferenceMeaningProps {
  reference: ReportedReference;
}

function UnresolvedMeaning(props: ReferenceMeaningProps) {
  const { resolved, unresolvedVariables } = props.reference;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  if (!unresolvedVariables.length) {
    return <>{t('meaning.unresolvedUnknown')}</>;
  }
  const variables = <Code>{unresolvedVariables.join(', ')}</Code>;
  return resolved ? (
    <>
      {t('meaning.unresolved', {
        variables,
        reference: <Code>{resolved}</Code>,
      })}
    </>
  ) : (
    <>{t('meaning.unresolvedEmpty', { variables })}</>
  );
}

/** What the pin class of a reference means for the next build. */
export function ReferenceMeaning(props: ReferenceMeaningProps) {
  const { reference } = props;
  const { deferred, normalized, pinClass, problems, reachable, resolved } =
    reference;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  if (pinClass === 'unresolved') {
    return <UnresolvedMeaning reference={reference} />;
  }
  if (pinClass === 'invalid') {
    return <>{problems[0] ?? t('meaning.invalid')}</>;
  }
  if (deferred) {
    return <>{t('meaning.deferred')}</>;
  }
  if (!reachable) {
    return <>{t('meaning.unreachable')}</>;
  }
  const isUntagged =
    pinClass === 'floating' &&
    normalized?.tag === 'latest' &&
    !resolved.includes(':latest');
  return <>{t(isUntagged ? 'meaning.untagged' : `meaning.${pinClass}`)}</>;
}
