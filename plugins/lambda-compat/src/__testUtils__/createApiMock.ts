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

import type { LambdaCompatApi } from '@lambda-compat/backstage-plugin-lambda-compat-common';

/** A client of which a test answers only what it asks for. */
export function createApiMock(
  answers: Partial<jest.Mocked<LambdaCompatApi>> = {},
): jest.Mocked<LambdaCompatApi> {
  return {
    getEntityReport: jest.fn(),
    getPinPatch: jest.fn(),
    refreshEntity: jest.fn(),
    getCoverageSummary: jest.fn(),
    listCoverageGroups: jest.fn(),
    getCoverageTrend: jest.fn(),
    listComponents: jest.fn(),
    listReferences: jest.fn(),
    listProblems: jest.fn(),
    exportList: jest.fn(),
    // What a test does not speak of stays on its way.
    getEntityCompatibility: jest.fn().mockReturnValue(new Promise(() => {})),
    getFunctionArtifacts: jest.fn().mockReturnValue(new Promise(() => {})),
    getRiskSummary: jest.fn(),
    listRiskGroups: jest.fn(),
    listRiskComponents: jest.fn(),
    simulate: jest.fn(),
    uploadReport: jest.fn(),
    listTags: jest.fn(),
    getTagHistory: jest.fn().mockReturnValue(new Promise(() => {})),
    listTagMoves: jest.fn(),
    getTagMove: jest.fn(),
    listTagImpact: jest.fn(),
    getTagMoveComparison: jest.fn().mockReturnValue(new Promise(() => {})),
    listTagMovePins: jest.fn().mockReturnValue(new Promise(() => {})),
    getTagMoveSummary: jest.fn().mockReturnValue(new Promise(() => {})),
    compareDigests: jest.fn().mockReturnValue(new Promise(() => {})),
    listPinSuggestions: jest.fn().mockResolvedValue({ items: [] }),
    listRuntimeProfiles: jest.fn().mockReturnValue(new Promise(() => {})),
    listRegistries: jest.fn(),
    getEntityTagHistory: jest.fn().mockReturnValue(new Promise(() => {})),
    ...answers,
  };
}
