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

import { useApp, useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';

import { LambdaCompatIcon } from '../components/LambdaCompatIcon';
import {
  lambdaCompatConfigurationRouteRef,
  lambdaCompatCoverageRouteRef,
  lambdaCompatRiskRouteRef,
  lambdaCompatRouteRef,
  lambdaCompatTagChangesRouteRef,
  lambdaCompatWhatIfRouteRef,
} from '../routes';
import { lambdaCompatTranslationRef } from '../translation';
import styles from './OrganizationPages.module.css';

const CoveragePage = lazy(() =>
  import('../organization/OrganizationPage/CoveragePage').then(m => ({
    default: m.CoveragePage,
  })),
);

const RiskPage = lazy(() =>
  import('../organization/OrganizationPage/RiskPage').then(m => ({
    default: m.RiskPage,
  })),
);

const TagChangesPage = lazy(() =>
  import('../organization/OrganizationPage/TagChangesPage').then(m => ({
    default: m.TagChangesPage,
  })),
);

const WhatIfPage = lazy(() =>
  import('../organization/OrganizationPage/WhatIfPage').then(m => ({
    default: m.WhatIfPage,
  })),
);

const ConfigurationPage = lazy(() =>
  import('../organization/OrganizationPage/ConfigurationPage').then(m => ({
    default: m.ConfigurationPage,
  })),
);

/**
 * What the new frontend system makes of the page and its sub pages: a header
 * with tabs, and one page below it, loaded when it is opened.
 */
export function OrganizationPages() {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { NotFoundErrorPage, Progress } = useApp().getComponents();
  const { pathname } = useLocation();
  const rootLink = useRouteRef(lambdaCompatRouteRef)();
  const tabs = [
    {
      id: 'coverage',
      label: t('pages.coverage'),
      href: useRouteRef(lambdaCompatCoverageRouteRef)(),
      matchStrategy: 'prefix' as const,
    },
    {
      id: 'risk',
      label: t('pages.risk'),
      href: useRouteRef(lambdaCompatRiskRouteRef)(),
      matchStrategy: 'prefix' as const,
    },
    {
      id: 'tag-changes',
      label: t('pages.tagChanges'),
      href: useRouteRef(lambdaCompatTagChangesRouteRef)(),
      matchStrategy: 'prefix' as const,
    },
    {
      id: 'what-if',
      label: t('pages.whatIf'),
      href: useRouteRef(lambdaCompatWhatIfRouteRef)(),
      matchStrategy: 'prefix' as const,
    },
    {
      id: 'configuration',
      label: t('pages.configuration'),
      href: useRouteRef(lambdaCompatConfigurationRouteRef)(),
      matchStrategy: 'prefix' as const,
    },
  ];
  const openTab = tabs.find(tab => `${pathname}/`.startsWith(`${tab.href}/`));

  return (
    <>
      <header className={styles.header}>
        <PluginHeader
          icon={<LambdaCompatIcon />}
          title={t('pages.title')}
          titleLink={rootLink}
          breadcrumbs={
            openTab && [
              { label: t('pages.title'), href: rootLink },
              { label: openTab.label, href: openTab.href },
            ]
          }
          tabs={tabs}
        />
      </header>
      <Suspense fallback={<Progress />}>
        <Routes>
          <Route index element={<Navigate to={tabs[0].id} replace />} />
          <Route path="coverage/*" element={<CoveragePage />} />
          <Route path="risk/*" element={<RiskPage />} />
          <Route path="tag-changes/*" element={<TagChangesPage />} />
          <Route path="what-if/*" element={<WhatIfPage />} />
          <Route path="configuration/*" element={<ConfigurationPage />} />
          <Route path="*" element={<NotFoundErrorPage />} />
        </Routes>
      </Suspense>
    </>
  );
}
