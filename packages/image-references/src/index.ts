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

/**
 * Finds the container images that a build pulls, resolves them, classifies how
 * they are pinned, and writes the patch that pins them.
 *
 * @packageDocumentation
 */

export { findImageReferences } from './findImageReferences';
export { classifyPin } from './pin-class/classifyPin';
export {
  comparePinClasses,
  PIN_CLASSES,
  weakestPinClass,
} from './pin-class/pinClasses';
export { pin, pinAll } from './pin/pin';
export type { DigestPin } from './pin/pin';
export {
  createPinPlan,
  MAX_PIN_PLAN_LINE_LENGTH,
  renderPinPatch,
} from './pin/pinPlan';
export type {
  CreatePinPlanResult,
  PinPlan,
  RenderPinPatchResult,
} from './pin/pinPlan';
export { canonicalImage } from './reference/mirrors';
export type { CanonicalImage } from './reference/mirrors';
export {
  familiarName,
  formatImageReference,
  parseImageReference,
} from './reference/parseImageReference';
export type { ParseImageReferenceResult } from './reference/parseImageReference';
export * from './types';
export { BUILD_FILE_PATTERNS, isBuildFileName } from './formats/buildFileNames';
