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

import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

import { isLambdaCompatAvailable } from '../catalog';

/**
 * The first of the plugin's cards: an owner may read no further.
 *
 * @alpha
 */
export const lambdaCompatRuntimeCompatibilityEntityCard =
  EntityCardBlueprint.make({
    name: 'runtime-compatibility',
    params: {
      type: 'content',
      filter: isLambdaCompatAvailable,
      loader: () =>
        import('../components/RuntimeCompatibilityCard').then(m => (
          <m.RuntimeCompatibilityCard />
        )),
    },
  });

/** @alpha */
export const lambdaCompatBaseImagesEntityCard = EntityCardBlueprint.make({
  name: 'base-images',
  params: {
    type: 'content',
    filter: isLambdaCompatAvailable,
    loader: () =>
      import('../components/BaseImagesCard').then(m => <m.BaseImagesCard />),
  },
});

/**
 * The last of the plugin's cards: what happened, after what to do about it.
 *
 * @alpha
 */
export const lambdaCompatTagHistoryEntityCard = EntityCardBlueprint.make({
  name: 'tag-history',
  params: {
    type: 'content',
    filter: isLambdaCompatAvailable,
    loader: () =>
      import('../components/TagHistoryCard').then(m => <m.TagHistoryCard />),
  },
});
