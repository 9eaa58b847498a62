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
  CatalogIcon,
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarPage,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import {
  Settings,
  UserSettingsSignInAvatar,
} from '@backstage/plugin-user-settings';
import { LambdaCompatIcon } from '@lambda-compat/backstage-plugin-lambda-compat';
import { RiMenuLine, RiNodeTree } from '@remixicon/react';
import type { ReactNode } from 'react';

const GraphIcon = () => <RiNodeTree />;

/** The sidebar, beside the page that is open. */
export function Navigation(props: { children: ReactNode }) {
  return (
    <SidebarPage>
      <Sidebar>
        <SidebarGroup label="Menu" icon={<RiMenuLine />}>
          <SidebarItem icon={CatalogIcon} to="/" text="Catalog" />
          <SidebarScrollWrapper>
            <SidebarItem icon={GraphIcon} to="/catalog-graph" text="Graph" />
            <SidebarItem
              icon={LambdaCompatIcon}
              to="/lambda-compat"
              text="Lambda"
            />
          </SidebarScrollWrapper>
        </SidebarGroup>
        <SidebarSpace />
        <SidebarDivider />
        <NotificationsSidebarItem />
        <SidebarDivider />
        <SidebarGroup
          label="Settings"
          icon={<UserSettingsSignInAvatar />}
          to="/settings"
        >
          <Settings />
        </SidebarGroup>
      </Sidebar>
      {props.children}
    </SidebarPage>
  );
}
