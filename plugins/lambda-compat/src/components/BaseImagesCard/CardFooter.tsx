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
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import { externalReferences } from '../references';
import { shortRevision, sourceText } from '../states';
import { Code, TabLink, WebLink } from '../text';

interface CardFooterProps {
  report: EntityReport;
  maxRows: number;
}

function SourceText(props: { source: NonNullable<EntityReport['source']> }) {
  const { revision, target, url } = props.source;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const source = (
    <WebLink url={url} title={target}>
      {sourceText(props.source)}
    </WebLink>
  );

  return (
    <span>
      {revision
        ? t('baseImages.footer.sourceAtRevision', {
            source,
            revision: <Code title={revision}>{shortRevision(revision)}</Code>,
          })
        : t('baseImages.footer.source', { source })}
    </span>
  );
}

function CountText(props: { report: EntityReport }) {
  const { total, unreachable } = props.report.summary;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const references = t('baseImages.footer.references', { count: total });

  return (
    <span>
      {unreachable > 0
        ? t('baseImages.footer.counts', {
            references,
            unreachable: t('baseImages.footer.unreachable', {
              count: unreachable,
            }),
          })
        : references}
    </span>
  );
}

/** What was counted, where it was read, and the way to all of it. */
export function CardFooter(props: CardFooterProps) {
  const { maxRows, report } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const rows = externalReferences(report.references).length;

  return (
    <>
      <CountText report={report} />
      {report.source && <SourceText source={report.source} />}
      <TabLink>
        {rows > maxRows
          ? t('baseImages.viewAllCount', { rows })
          : t('baseImages.viewAll')}
      </TabLink>
    </>
  );
}
