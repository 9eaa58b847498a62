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

import type { JSX } from 'react';

/** @public */
export interface LambdaCompatIconProps {
  /** Takes the place of 24 pixels, which headers and sidebars expect. */
  fontSize?: 'inherit' | 'small' | 'medium' | 'large';
}

const SIZES = { inherit: '1em', small: 20, medium: 24, large: 36 };

/**
 * The sign of the pages about the organization, for a sidebar of the old
 * frontend system.
 *
 * @public
 */
export function LambdaCompatIcon(props: LambdaCompatIconProps): JSX.Element {
  const size = SIZES[props.fontSize ?? 'medium'];
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="currentColor"
      aria-hidden="true"
    >
      <path d="M4 3h6.2l6.6 15H20v3h-5.2L11 12.2 7.3 21H4l5.4-12.7L8.2 6H4z" />
    </svg>
  );
}
