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

import { useNow } from './useNow';
import { useTimeText } from './useTimeText';

interface RelativeTimeProps {
  /** ISO 8601, UTC. */
  iso: string;
}

/** How long ago, or how soon; the exact time is its title. */
export function RelativeTime(props: RelativeTimeProps) {
  const { iso } = props;
  const text = useTimeText();
  const now = useNow();

  return (
    <time dateTime={iso} title={text.absolute(iso)}>
      {/* A report that was just loaded can be younger than the last tick. */}
      {text.relative(iso, Math.max(now, Date.now()))}
    </time>
  );
}
