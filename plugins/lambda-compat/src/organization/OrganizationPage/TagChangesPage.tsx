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

import { Container } from '@backstage/ui';

import { TagChangesRoutes } from '../tagChanges';

/**
 * The page *Tag changes* with the pages inside it, below the header of either
 * frontend system.
 */
export function TagChangesPage() {
  return (
    <main>
      <Container>
        <TagChangesRoutes />
      </Container>
    </main>
  );
}
