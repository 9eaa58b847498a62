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

export { ImageText } from './ImageText';
export {
  COUNTED_CLASSES,
  externalReferences,
  isPulled,
  referencesByPlace,
  type PinClass,
  toneOf,
} from './pinClass';
export { PinClassIcon, PinClassLabel } from './PinClassLabel';
export { PlaceLink } from './PlaceLink';
export { ReferenceHeadline } from './ReferenceHeadline';
export { ReferenceMeaning } from './ReferenceMeaning';
export { ReferenceRow } from './ReferenceRow';
export {
  completeName,
  digestCommand,
  placeText,
  referenceText,
  shortenDigests,
} from './referenceText';
