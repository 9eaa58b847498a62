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

import { Fragment } from 'react';

import { type Finding, type FindingSymbol, imageOf } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import { shortenDigests } from '../references/referenceText';
import { Code } from '../text';
import styles from './findings.module.css';

interface FindingFactsProps {
  finding: Finding;
  /** Symbols that are named; the others are counted. */
  maxSymbols: number;
}

/** Symbols that exist at the same other versions, which is then said once. */
function groupSymbols(symbols: readonly FindingSymbol[]) {
  const groups = new Map<string, FindingSymbol[]>();
  for (const symbol of symbols) {
    const versions = symbol.alsoAt.join(', ');
    groups.set(versions, [...(groups.get(versions) ?? []), symbol]);
  }
  return [...groups];
}

function Symbols(props: FindingFactsProps) {
  const { finding, maxSymbols } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const shown = finding.symbols.slice(0, maxSymbols);
  const total = Math.max(finding.symbolCount ?? 0, finding.symbols.length);
  return (
    <ul className={styles.plain}>
      {groupSymbols(shown).map(([versions, symbols]) => (
        <li key={versions}>
          {symbols.map(({ demangled, name }, index) => (
            <Fragment key={name}>
              {index > 0 && ', '}
              <Code title={name}>{demangled || name}</Code>
            </Fragment>
          ))}
          {versions && (
            <span className={styles.muted}>
              {' '}
              {t('compatibility.alsoAt', { count: symbols.length, versions })}
            </span>
          )}
        </li>
      ))}
      {total > shown.length && (
        <li className={styles.muted}>
          {t('compatibility.moreSymbols', { count: total - shown.length })}
        </li>
      )}
    </ul>
  );
}

function Provided(props: { provided: NonNullable<Finding['provided']> }) {
  const { highest, library, sources } = props.provided;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <>
      {library && <Code>{library}</Code>}
      {highest.length > 0 && (
        <ul className={styles.plain}>
          {highest.map(({ state, version }) => (
            <li key={state}>
              {t('compatibility.highest', {
                version: version ?? t('compatibility.noneKnown'),
                state,
              })}
            </li>
          ))}
        </ul>
      )}
      {sources.map(({ asOf, grade, text }) => (
        <span key={text} className={styles.source}>
          {asOf
            ? t('compatibility.sourceAsOf', {
                text,
                grade: t(`compatibility.grade.${grade}`),
                asOf,
              })
            : t('compatibility.source', {
                text,
                grade: t(`compatibility.grade.${grade}`),
              })}
        </span>
      ))}
    </>
  );
}

/** A version that an image brings is nothing that the artifact needs. */
function neededLabel({ rule }: Finding) {
  if (rule === 'R10') {
    return 'compatibility.imageProvides';
  }
  return rule === 'R11' ? 'compatibility.changed' : 'compatibility.needs';
}

/** What a finding rests on: file, library, symbols, runtime, what would decide. */
export function FindingFacts(props: FindingFactsProps) {
  const { finding } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const image = imageOf(finding);
  const needed = [finding.library, finding.version].filter(Boolean).join(' ');

  return (
    <dl className={styles.facts}>
      {image && (
        <>
          <dt>{t('compatibility.buildImage')}</dt>
          <dd>
            <Code title={image.reference}>
              {shortenDigests(image.reference)}
            </Code>
            <span className={styles.muted}>
              {' '}
              {t('compatibility.inBuildFile', { file: image.file })}
            </span>
          </dd>
        </>
      )}
      {finding.file && (
        <>
          <dt>{t('compatibility.file')}</dt>
          <dd>
            <Code>{finding.file}</Code>
            {finding.artifact && (
              <span className={styles.muted}>
                {' '}
                {t('compatibility.inArtifact', { artifact: finding.artifact })}
              </span>
            )}
          </dd>
        </>
      )}
      {needed && (
        <>
          <dt>{t(neededLabel(finding))}</dt>
          <dd>
            <Code>{needed}</Code>
          </dd>
        </>
      )}
      {finding.symbols.length > 0 && (
        <>
          <dt>{t('compatibility.symbol')}</dt>
          <dd>
            <Symbols {...props} />
          </dd>
        </>
      )}
      {finding.provided && (
        <>
          <dt>{t('compatibility.runtimeHas')}</dt>
          <dd>
            <Provided provided={finding.provided} />
          </dd>
        </>
      )}
      {finding.undecided && (
        <>
          <dt>{t('compatibility.decides')}</dt>
          <dd>{finding.undecided}</dd>
        </>
      )}
    </dl>
  );
}
