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

import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Select, TextField } from '@backstage/ui';
import { useEffect, useState } from 'react';

import { lambdaCompatApiRef } from '../../api';
import { errorText } from '../../report';
import { familiarName } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { useRequest } from '../data';
import styles from './whatIf.module.css';

/** Tags that are offered; any other can be written. */
const OFFERED = 100;
/** The longest name with tag and digest that registries take. */
const MAX_LENGTH = 600;

interface ImageTargetProps {
  image: string | undefined;
  onChange: (image: string | undefined) => void;
}

/** The image to build on: one that is followed, or any tag or digest. */
export function ImageTarget(props: ImageTargetProps) {
  const { image, onChange } = props;
  const api = useApi(lambdaCompatApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [text, setText] = useState(image ?? '');
  useEffect(() => setText(image ?? ''), [image]);
  const { error, value } = useRequest('tags', async signal => {
    const page = await api.listTags({
      orderField: { field: 'components', order: 'desc' },
      limit: OFFERED,
      signal,
    });
    return [...new Set(page.items.map(tag => tag.image))];
  });
  const written = text.trim();

  return (
    <>
      <div className={styles.field}>
        <span className={styles.label} aria-hidden="true">
          {t('whatIf.image.watched')}
        </span>
        <Select
          size="small"
          aria-label={t('whatIf.image.watched')}
          className={styles.runtime}
          placeholder={t('whatIf.image.choose')}
          search={{ placeholder: t('coverage.filters.search') }}
          options={(value ?? []).map(id => ({ id, label: familiarName(id) }))}
          value={value?.includes(image ?? '') ? image : null}
          onChange={key => key !== null && onChange(String(key))}
        />
        {error && (
          <span className={styles.second}>
            {t('whatIf.image.failed', { why: errorText(error) })}
          </span>
        )}
      </div>
      <form
        className={styles.written}
        onSubmit={event => {
          event.preventDefault();
          onChange(written || undefined);
        }}
      >
        <TextField
          size="small"
          className={styles.image}
          label={t('whatIf.image.other')}
          placeholder="public.ecr.aws/amazonlinux/amazonlinux:2023"
          value={text}
          onChange={setText}
          maxLength={MAX_LENGTH}
          autoComplete="off"
          spellCheck="false"
        />
        <Button
          type="submit"
          size="small"
          variant="secondary"
          isDisabled={!written || written === image}
        >
          {t('whatIf.image.try')}
        </Button>
      </form>
    </>
  );
}
