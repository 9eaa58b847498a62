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

import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';

import { LoadingPage } from './LoadingPage';
import { NoSuchPage } from './NoSuchPage';
import { TagChangesPageContent } from './TagChangesPageContent';

const ChangePageContent = lazy(() =>
  import('./change/ChangePageContent').then(m => ({
    default: m.ChangePageContent,
  })),
);

// Its tables are of no use to those who only want to know who is exposed.
const ComparisonPageContent = lazy(() =>
  import('./comparison/ComparisonPageContent').then(m => ({
    default: m.ComparisonPageContent,
  })),
);

const TagPageContent = lazy(() =>
  import('./tag/TagPageContent').then(m => ({ default: m.TagPageContent })),
);

/** The page *Tag changes*, and the pages about one change, what came with it, and one tag. */
export function TagChangesRoutes() {
  return (
    <Suspense fallback={<LoadingPage />}>
      <Routes>
        <Route index element={<TagChangesPageContent />} />
        <Route path="tags/:tagId" element={<TagPageContent />} />
        <Route path=":moveId" element={<ChangePageContent />} />
        <Route path=":moveId/comparison" element={<ComparisonPageContent />} />
        <Route path="*" element={<NoSuchPage />} />
      </Routes>
    </Suspense>
  );
}
