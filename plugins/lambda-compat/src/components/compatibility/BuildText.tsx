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
import type { FunctionCompatibility } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { RelativeTime } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import { shortRevision } from '../states';
import { WebLink } from '../text';

type Build = NonNullable<FunctionCompatibility['build']>;

/** `#812`, or the commit where a build has no number; null for neither. */
export function buildName(build: Build): string | null {
  if (build.number) {
    return build.number.startsWith('#') ? build.number : `#${build.number}`;
  }
  return build.commit ? shortRevision(build.commit) : null;
}

interface BuildLinkProps {
  build: Build;
  /** What is said where it has neither number nor commit. */
  fallback: string;
}

/** The build, with a link to it where there is one. */
export function BuildLink(props: BuildLinkProps) {
  const { build, fallback } = props;
  return (
    <WebLink url={build.url ?? null} title={build.commit}>
      {buildName(build) ?? fallback}
    </WebLink>
  );
}

interface MeasuredTextProps {
  compatibility: FunctionCompatibility;
}

/** `Measured in CI #812, 20 min ago`; nothing where nothing was measured. */
export function MeasuredText(props: MeasuredTextProps) {
  const { build, judgement, measuredAt } = props.compatibility;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (!measuredAt) {
    return null;
  }
  const when = <RelativeTime iso={measuredAt} />;
  if (judgement.evidence.grade === 'E4') {
    return <span>{t('compatibility.measuredDeployed', { when })}</span>;
  }
  return (
    <span>
      {build
        ? t('compatibility.measuredInBuild', {
            when,
            build: (
              <BuildLink build={build} fallback={t('compatibility.theBuild')} />
            ),
          })
        : t('compatibility.measured', { when })}
    </span>
  );
}
