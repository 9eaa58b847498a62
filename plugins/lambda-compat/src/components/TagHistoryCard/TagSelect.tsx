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
import { Select } from '@backstage/ui';

import { type EntityTag, familiarName } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from '../tags/tags.module.css';

interface TagSelectProps {
  tags: readonly EntityTag[];
  shown: EntityTag;
  onChange: (tagId: string) => void;
}

/** Which of several tags is shown; the name alone where there is one. */
export function TagSelect(props: TagSelectProps) {
  const { onChange, shown, tags } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const nameOf = ({ tag }: EntityTag) => {
    const image = familiarName(tag.image);
    // A mirror tells a history of its own.
    return tag.observer.kind === 'mirror'
      ? t('tagHistory.via', { image, host: tag.observer.host })
      : image;
  };
  return tags.length > 1 ? (
    <Select
      size="small"
      className={styles.select}
      aria-label={t('tagHistory.tag')}
      options={tags.map(tag => ({ value: tag.tag.id, label: nameOf(tag) }))}
      value={shown.tag.id}
      onChange={key => key !== null && onChange(String(key))}
    />
  ) : (
    <h4 className={styles.name} title={shown.tag.image}>
      {nameOf(shown)}
    </h4>
  );
}
