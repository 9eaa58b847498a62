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

import { shortDigest } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { CopyButton } from '../patch';
import styles from './tags.module.css';

interface DigestTextProps {
  /** With its tag: what is copied names both. */
  image: string;
  digest: string;
}

/** The digits that container tools print, and the whole reference to copy. */
export function DigestText(props: DigestTextProps) {
  const { digest, image } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const short = shortDigest(digest);
  return (
    <span className={styles.digest}>
      <code title={digest}>{short}</code>
      <CopyButton
        text={`${image}@${digest}`}
        label={t('tagMove.copyDigest', { digest: short })}
        copiedText={t('tagMove.digestCopied')}
        isIconOnly
      />
    </span>
  );
}
