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

import { paletteClass } from '../../components/palette';
import pageStyles from '../coverage/CoveragePageContent.module.css';
import { Lines } from '../coverage/parts/Lines';

/** The shape of a page about one change or one tag. */
export function LoadingPage() {
  return (
    <div className={`${paletteClass} ${pageStyles.page}`} aria-busy="true">
      <Lines widths={[30, 55, 80]} height={20} />
      <Lines widths={[100]} height={96} />
      <Lines widths={[100]} height={240} />
    </div>
  );
}
