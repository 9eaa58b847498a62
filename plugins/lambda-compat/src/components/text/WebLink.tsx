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
import { Link, VisuallyHidden } from '@backstage/ui';
import type { ReactNode } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import styles from './text.module.css';

interface WebLinkProps {
  /** From the catalog, which anybody may write to. */
  url: string | null;
  title?: string;
  children: ReactNode;
}

function isWebAddress(url: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}

/**
 * A link out of the portal. Anything but http and https stays text, because
 * `javascript:` in an annotation must not become a link.
 */
export function WebLink(props: WebLinkProps) {
  const { url, title, children } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  if (!url || !isWebAddress(url)) {
    return <span title={title}>{children}</span>;
  }
  return (
    <Link
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      title={title}
      variant="body-small"
      standalone
      className={styles.link}
    >
      {children}
      <VisuallyHidden> {t('reference.openInNewTab')}</VisuallyHidden>
    </Link>
  );
}
