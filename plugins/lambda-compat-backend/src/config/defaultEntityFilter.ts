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

import type { FilterPredicate } from '@backstage/filter-predicates';

/**
 * What counts as a Lambda where the configuration does not say. `service` is
 * left out because it fits too much; the kind is left open because providers
 * ingest functions as Resources.
 */
export const DEFAULT_ENTITY_FILTER: FilterPredicate = {
  $any: [
    {
      'spec.type': {
        $in: [
          'lambda',
          'aws-lambda',
          'lambda-function',
          'serverless-function',
          'function',
        ],
      },
    },
    { 'metadata.annotations.aws.com/lambda-function-name': { $exists: true } },
    {
      'metadata.annotations.amazon.com/lambda-function-arn': { $exists: true },
    },
    {
      'metadata.annotations.aws.amazon.com/resource-type':
        'AWS::Lambda::Function',
    },
    { 'metadata.annotations.lambda-compat/runtime': { $exists: true } },
    { 'metadata.tags': { $contains: 'lambda' } },
  ],
};
