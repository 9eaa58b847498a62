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

export { ContentsLabel } from './ContentsLabel';
export { DigestText } from './DigestText';
export { lastWeighty } from './exposure';
export { HistoryControls } from './HistoryControls';
export { HistoryFooter } from './HistoryFooter';
export { HISTORY_VIEWS, type HistoryAs, HistoryView } from './HistoryView';
export { MoveClassLabel } from './MoveClassLabel';
export { ChangeLink, MoveLink, TagLink, TagPageLink } from './MoveLink';
export { PastExposures } from './PastExposures';
export { TagStrips } from './TagStrips';
export { useExposureText } from './useExposureText';
export { type TagTime, useTagTime } from './useTagTime';
