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

import { useApi } from '@backstage/frontend-plugin-api';
import type {
  EntityCompatibility,
  FunctionArtifacts,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatApiRef } from '../api';
import { type RequestView, useRequest } from '../organization/data/useRequest';

/** What is known of the compatibility of an entity with its runtime. */
export function useEntityCompatibility(
  entityRef: string,
): RequestView<EntityCompatibility> {
  const api = useApi(lambdaCompatApiRef);
  const request = useRequest(entityRef, async signal => ({
    entityRef,
    answer: await api.getEntityCompatibility(entityRef, { signal }),
  }));
  return ofSubject(request, entityRef);
}

/**
 * Needs and symbols of the files of an uploaded function.
 *
 * @param id - id of the upload; null where nothing was uploaded, and then
 *   nothing is asked
 */
export function useFunctionArtifacts(
  entityRef: string,
  id: string | null,
): RequestView<FunctionArtifacts> {
  const api = useApi(lambdaCompatApiRef);
  const subject = `${id} ${entityRef}`;
  const request = useRequest(id === null ? null : subject, async signal => ({
    entityRef: subject,
    answer: await api.getFunctionArtifacts(entityRef, id ?? '', { signal }),
  }));
  return ofSubject(request, subject);
}

/** What is known of another subject must not be seen, not even for one frame. */
function ofSubject<T>(
  request: RequestView<{ entityRef: string; answer: T }>,
  subject: string,
): RequestView<T> {
  const value =
    request.value?.entityRef === subject ? request.value.answer : undefined;
  return {
    ...request,
    value,
    isLoading: request.isBusy && value === undefined,
  };
}
