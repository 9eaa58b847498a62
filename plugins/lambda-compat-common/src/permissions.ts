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

import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To read what is known about an entity. Policies may decide by the catalog's
 * rules, because the resource is the catalog entity.
 *
 * @public
 */
export const lambdaCompatReportReadPermission = createPermission({
  name: 'lambda-compat.report.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * To ask for an entity to be read again at once.
 *
 * @public
 */
export const lambdaCompatReportRefreshPermission = createPermission({
  name: 'lambda-compat.report.refresh',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * To bring the report of an artifact, as CI does after a build. Asked only of
 * services: an access token can be restricted to it.
 *
 * @public
 */
export const lambdaCompatReportUploadPermission = createPermission({
  name: 'lambda-compat.report.upload',
  attributes: { action: 'create' },
});

/**
 * To say that a registry has got something new, as its push notifications do.
 * It makes the backend look sooner, and nothing else. Asked only of services:
 * an access token can be restricted to it.
 *
 * @public
 */
export const lambdaCompatTagNotifyPermission = createPermission({
  name: 'lambda-compat.tag.notify',
  attributes: { action: 'update' },
});

/** @public */
export const lambdaCompatPermissions = [
  lambdaCompatReportReadPermission,
  lambdaCompatReportRefreshPermission,
  lambdaCompatReportUploadPermission,
  lambdaCompatTagNotifyPermission,
];
