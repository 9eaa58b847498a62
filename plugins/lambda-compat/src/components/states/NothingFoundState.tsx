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
import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_DOCKERFILE,
  type EntityReport,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import { CopyButton } from '../patch';
import { Code } from '../text';
import { EditLink } from './EditLink';
import { Headline } from './Headline';
import { NoneIcon, UnknownIcon } from './icons';
import { sourceText } from './sourceText';
import styles from './states.module.css';

interface NothingFoundStateProps {
  entity: Entity;
  report: EntityReport;
}

function SearchedText(props: { report: EntityReport }) {
  const { files, searched, source } = props.report;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (!searched.length) {
    return <>{t('state.nothingFound.filesRead', { count: files.length })}</>;
  }
  const patterns = <Code>{searched.join(', ')}</Code>;

  return (
    <>
      {source
        ? t('state.nothingFound.searchedIn', {
            patterns,
            source: <Code title={source.target}>{sourceText(source)}</Code>,
          })
        : t('state.nothingFound.searched', { patterns })}{' '}
      {t('state.nothingFound.filesRead', { count: files.length })}
    </>
  );
}

/** The annotation that names the build file, with the keys of this entity. */
function AnnotationHint(props: { entity: Entity }) {
  const { metadata } = props.entity;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const yaml = [
    'metadata:',
    `  name: ${metadata.name}`,
    '  annotations:',
    `    ${ANNOTATION_DOCKERFILE}: path/to/Dockerfile`,
  ].join('\n');

  return (
    <>
      <p>{t('state.nothingFound.annotationHint')}</p>
      <pre className={styles.yaml}>{yaml}</pre>
      <div className={styles.actions}>
        <CopyButton
          text={`${yaml}\n`}
          label={t('state.nothingFound.copyAnnotation')}
          copiedText={t('state.nothingFound.annotationCopied')}
        />
        <EditLink entity={props.entity} />
      </div>
    </>
  );
}

/**
 * The source was read: either it pulls nothing, which is good to know, or it
 * has no build file, and then nothing is known.
 */
export function NothingFoundState(props: NothingFoundStateProps) {
  const { entity, report } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  if (report.files.length > 0) {
    return (
      <Headline icon={<NoneIcon />} title={t('state.nothingFound.title')}>
        {report.reason && <p>{report.reason}</p>}
        <p className={styles.muted}>
          <SearchedText report={report} />
        </p>
      </Headline>
    );
  }
  return (
    <>
      <Headline
        icon={<UnknownIcon />}
        title={t('state.nothingFound.noFileTitle')}
      >
        <p>{t('state.nothingFound.noFileText')}</p>
        <p className={styles.muted}>
          <SearchedText report={report} />
        </p>
      </Headline>
      <AnnotationHint entity={entity} />
    </>
  );
}
