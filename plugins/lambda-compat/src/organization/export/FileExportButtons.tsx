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
import { Button, VisuallyHidden } from '@backstage/ui';
import type { ExportFormat } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiDownloadLine } from '@remixicon/react';

import { paletteClass } from '../../components/palette';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './export.module.css';

interface FileExportButtonsProps {
  /** The format of the export that is on its way. */
  busy: ExportFormat | undefined;
  /** How many rows match, in words; undefined while not known. */
  rows: string | undefined;
  total: number | undefined;
  onStart: (format: ExportFormat) => void;
}

/** A button for each format, and how many rows the file will hold. */
export function FileExportButtons(props: FileExportButtonsProps) {
  const { busy, onStart, rows, total } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  const button = (format: ExportFormat) => {
    const text = t(`exports.${format}`);
    return (
      <Button
        variant="secondary"
        iconStart={
          format === 'csv' ? <RiDownloadLine aria-hidden="true" /> : undefined
        }
        aria-label={
          rows ? t('exports.withRows', { format: text, rows }) : undefined
        }
        isDisabled={total === 0 || (busy !== undefined && busy !== format)}
        isPending={busy === format}
        onPress={() => onStart(format)}
      >
        {text}
      </Button>
    );
  };

  return (
    <div className={`${paletteClass} ${styles.buttons}`}>
      {button('csv')}
      {button('json')}
      {rows && <span className={styles.rows}>{rows}</span>}
      <VisuallyHidden role="status">{busy && t('exports.busy')}</VisuallyHidden>
    </div>
  );
}
