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
import type { Comparison } from '../types';

/** Which distribution it was and is; only another release of it is a change. */
export function DistroText(props: { distro: Comparison['distro'] }) {
  const { changed, from, to } = props.distro;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const none = t('incident.distro.none');
  const names = {
    from: from?.prettyName ?? none,
    to: to?.prettyName ?? none,
  };

  if (changed) {
    return (
      <b>
        {names.from} → {names.to}
      </b>
    );
  }
  return (
    <>
      {from === null || names.from === names.to
        ? t('incident.distro.unchanged', { name: names.to })
        : t('incident.distro.sameRelease', names)}
    </>
  );
}
