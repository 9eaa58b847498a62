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

import {
  BreadcrumbEntry,
  type PageLayoutProps,
  useBreadcrumbEntries,
} from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { useResolvedPath } from 'react-router-dom';
import styles from './PageFrame.module.css';

/**
 * The frame of a page. Unlike Backstage's own, its header is a landmark:
 * without one, who moves from landmark to landmark passes over title and tabs
 * (WCAG 1.3.1, ARIA11).
 */
export function PageFrame(props: PageLayoutProps) {
  const { children, headerActions, icon, noHeader, tabs, title, titleLink } =
    props;
  const base = useResolvedPath('.').pathname.replace(/\/$/, '');
  const { items: breadcrumbs } = useBreadcrumbEntries();
  if (noHeader) {
    return <>{children}</>;
  }
  const content = (
    <>
      <header className={styles.header}>
        <PluginHeader
          title={title}
          icon={icon}
          titleLink={titleLink}
          breadcrumbs={breadcrumbs}
          customActions={headerActions}
          tabs={tabs?.map(tab => ({
            ...tab,
            href: tab.href.startsWith('/') ? tab.href : `${base}/${tab.href}`,
            matchStrategy: 'prefix',
          }))}
        />
      </header>
      {children}
    </>
  );
  return title ? (
    <BreadcrumbEntry entry={{ label: title, href: titleLink ?? (base || '/') }}>
      {content}
    </BreadcrumbEntry>
  ) : (
    content
  );
}
