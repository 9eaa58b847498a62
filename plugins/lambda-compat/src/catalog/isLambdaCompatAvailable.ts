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

import type { Entity } from '@backstage/catalog-model';

const TYPES = [
  'lambda',
  'aws-lambda',
  'lambda-function',
  'serverless-function',
  'function',
];

const ANNOTATIONS = [
  'aws.com/lambda-function-name',
  'amazon.com/lambda-function-arn',
  'lambda-compat/runtime',
];

const RESOURCE_TYPE_ANNOTATION = 'aws.amazon.com/resource-type';
const RESOURCE_TYPE = 'aws::lambda::function';

const TAG = 'lambda';

/**
 * Whether the backend collects the entity unless it is configured otherwise.
 *
 * @remarks
 * For `EntitySwitch.Case` and `EntityLayout.Route` of the old frontend system;
 * in the new one it is the default filter of card and tab.
 *
 * Equal to the default of `lambdaCompat.entityFilter` of the backend, which is
 * not visible to the browser: where that is changed, give another condition.
 * The kind is left open, because providers of AWS resources emit Resources.
 * Case does not matter, as in the catalog's filters.
 *
 * @public
 */
export function isLambdaCompatAvailable(entity: Entity): boolean {
  const { annotations = {}, tags = [] } = entity.metadata;

  return (
    TYPES.includes(lowerCase(entity.spec?.type)) ||
    ANNOTATIONS.some(name => annotations[name] !== undefined) ||
    lowerCase(annotations[RESOURCE_TYPE_ANNOTATION]) === RESOURCE_TYPE ||
    tags.some(tag => lowerCase(tag) === TAG)
  );
}

function lowerCase(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}
