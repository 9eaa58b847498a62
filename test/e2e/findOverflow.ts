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

import type { Locator, Page } from '@playwright/test';

/** What a reader would have to scroll to sideways, or never gets to see. */
export function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // A patch is not wrapped: what is copied is what is seen. It alone scrolls.
    const elements = [...document.querySelectorAll('main, main *')].filter(
      element => !element.closest('pre[aria-label="Patch"]'),
    );
    const isOnlySpoken = (element: Element) => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { clipPath, overflowX, position } = getComputedStyle(at);
        const isTakenOut = position === 'absolute' || position === 'fixed';
        if (isTakenOut && overflowX === 'hidden' && clipPath) {
          return at.getBoundingClientRect().width <= 1;
        }
      }
      return false;
    };
    return [
      ...(document.documentElement.scrollWidth > innerWidth
        ? ['the page scrolls']
        : []),
      ...elements
        .filter(element =>
          ['auto', 'scroll'].includes(getComputedStyle(element).overflowX),
        )
        .filter(element => element.scrollWidth > element.clientWidth + 1)
        .map(element => `scrolls: ${element.outerHTML.slice(0, 120)}`),
      ...elements
        .filter(element => element.checkVisibility())
        .filter(element => element.getBoundingClientRect().width > 0)
        .filter(
          element => element.getBoundingClientRect().right > innerWidth + 1,
        )
        .filter(element => !isOnlySpoken(element))
        .map(element => `is cut: ${element.outerHTML.slice(0, 120)}`),
    ];
  });
}

/**
 * The same of cards on a page whose rest is not ours: what stands out of its
 * card, or would have to be scrolled in it.
 */
export function findOverflowIn(cards: Locator): Promise<string[]> {
  return cards.evaluateAll(sections =>
    sections.flatMap(section => {
      const { right } = section.getBoundingClientRect();
      const scrolls = (element: Element) =>
        ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
        element.scrollWidth > element.clientWidth + 1;
      return (
        [section, ...section.querySelectorAll('*')]
          .filter(element => !element.closest('[aria-hidden="true"]'))
          // A patch is not wrapped: what is copied is what is seen.
          .filter(element => !element.closest('pre[aria-label="Patch"]'))
          .filter(
            element =>
              element.getBoundingClientRect().right > right + 1 ||
              scrolls(element),
          )
          .map(element => element.outerHTML.slice(0, 120))
      );
    }),
  );
}
