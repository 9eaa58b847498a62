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
  EntityAboutCard,
  EntityHasComponentsCard,
  EntityHasResourcesCard,
  EntityHasSystemsCard,
  EntityLayout,
  EntityOrphanWarning,
  EntityProcessingErrorsPanel,
  EntitySwitch,
  hasCatalogProcessingErrors,
  isKind,
  isOrphan,
} from '@backstage/plugin-catalog';
import { EntityCatalogGraphCard } from '@backstage/plugin-catalog-graph';
import {
  EntityGroupProfileCard,
  EntityMembersListCard,
  EntityOwnershipCard,
  EntityUserProfileCard,
} from '@backstage/plugin-org';
import { Grid, VisuallyHidden } from '@backstage/ui';
import {
  EntityBaseImagesCard,
  EntityLambdaCompatContent,
  EntityRuntimeCompatibilityCard,
  EntityTagHistoryCard,
  isLambdaCompatAvailable,
} from '@lambda-compat/backstage-plugin-lambda-compat';
import type { ReactNode } from 'react';

const warnings = (
  <>
    <EntitySwitch>
      <EntitySwitch.Case if={isOrphan}>
        <EntityOrphanWarning />
      </EntitySwitch.Case>
    </EntitySwitch>
    <EntitySwitch>
      <EntitySwitch.Case if={hasCatalogProcessingErrors}>
        <EntityProcessingErrorsPanel />
      </EntitySwitch.Case>
    </EntitySwitch>
  </>
);

/** The overview as the new frontend system lays it out: content, then facts. */
function overview(content: ReactNode, facts: ReactNode) {
  return (
    <EntityLayout.Route path="/" title="Overview">
      <>
        {/* The cards have headings of the third level. */}
        <VisuallyHidden>
          <h2>Overview</h2>
        </VisuallyHidden>
        {warnings}
        <Grid.Root columns={{ initial: '1', md: '3' }} gap="6">
          <Grid.Item colSpan={{ initial: '1', md: '2' }}>
            <Grid.Root columns="1" gap="6">
              {content}
            </Grid.Root>
          </Grid.Item>
          <Grid.Item>
            <Grid.Root columns="1" gap="6">
              {facts}
            </Grid.Root>
          </Grid.Item>
        </Grid.Root>
      </>
    </EntityLayout.Route>
  );
}

const defaultPage = (
  <EntityLayout>
    {overview(
      <>
        <EntitySwitch>
          <EntitySwitch.Case if={isLambdaCompatAvailable}>
            <Grid.Root columns="1" gap="6">
              <EntityRuntimeCompatibilityCard />
              <EntityBaseImagesCard />
              <EntityTagHistoryCard />
            </Grid.Root>
          </EntitySwitch.Case>
        </EntitySwitch>
        <EntityCatalogGraphCard height={400} />
      </>,
      <EntityAboutCard />,
    )}
    <EntityLayout.Route
      path="/lambda-compat"
      title="Lambda compatibility"
      if={isLambdaCompatAvailable}
    >
      <EntityLambdaCompatContent />
    </EntityLayout.Route>
  </EntityLayout>
);

const groupPage = (
  <EntityLayout>
    {overview(
      <>
        <EntityOwnershipCard />
        <EntityMembersListCard />
      </>,
      <EntityGroupProfileCard />,
    )}
  </EntityLayout>
);

const userPage = (
  <EntityLayout>
    {overview(<EntityOwnershipCard />, <EntityUserProfileCard />)}
  </EntityLayout>
);

const systemPage = (
  <EntityLayout>
    {overview(
      <>
        <EntityHasComponentsCard />
        <EntityHasResourcesCard />
        <EntityCatalogGraphCard height={400} />
      </>,
      <EntityAboutCard />,
    )}
  </EntityLayout>
);

const domainPage = (
  <EntityLayout>
    {overview(
      <>
        <EntityHasSystemsCard />
        <EntityCatalogGraphCard height={400} />
      </>,
      <EntityAboutCard />,
    )}
  </EntityLayout>
);

export const entityPage = (
  <EntitySwitch>
    <EntitySwitch.Case if={isKind('group')}>{groupPage}</EntitySwitch.Case>
    <EntitySwitch.Case if={isKind('user')}>{userPage}</EntitySwitch.Case>
    <EntitySwitch.Case if={isKind('system')}>{systemPage}</EntitySwitch.Case>
    <EntitySwitch.Case if={isKind('domain')}>{domainPage}</EntitySwitch.Case>
    <EntitySwitch.Case>{defaultPage}</EntitySwitch.Case>
  </EntitySwitch>
);
