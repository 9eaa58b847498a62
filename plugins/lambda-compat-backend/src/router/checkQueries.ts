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

import { Router } from 'express';
import { CHECKED_PATHS, getQueryParameters } from './queries/queryParameters';
import { readQuery } from './queries/readQuery';

/**
 * Replaces the query of requests about the organization by a checked one,
 * before anything else looks at it. The answers to what is wrong are sentences.
 */
export function checkQueries(): Router {
  const router = Router();
  for (const path of CHECKED_PATHS) {
    const parameters = getQueryParameters(path);
    router.get(
      path.replace(/\{(\w+)\}/g, ':$1'),
      (request, _response, next) => {
        request.query = readQuery(parameters, request.originalUrl) as never;
        next();
      },
    );
  }
  return router;
}
