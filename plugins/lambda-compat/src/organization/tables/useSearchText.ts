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

import { useEffect, useState } from 'react';

const PAUSE_MS = 300;

/** The backend refuses longer texts. */
export const MAX_SEARCH_LENGTH = 200;

/**
 * The text of a search field, which the address follows after a pause.
 *
 * @param value - the text in the address
 * @param onChange - changes the address
 */
export function useSearchText(
  value: string,
  onChange: (value: string) => void,
): { text: string; setText: (text: string) => void; commit: () => void } {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);

  // The address changed by itself, by the back button for example.
  if (value !== seen) {
    setSeen(value);
    if (value !== text.trim()) {
      setText(value);
    }
  }

  const wanted = text.trim();
  useEffect(() => {
    if (wanted === value) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, value, onChange]);

  return {
    text,
    setText,
    commit: () => wanted !== value && onChange(wanted),
  };
}
