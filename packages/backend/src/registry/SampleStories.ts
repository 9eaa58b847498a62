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

import type { SampleStory } from './images/SampleImage';

/**
 * Moves tags by themselves, a while after somebody has looked at them for the
 * first time: whoever follows a tag sees it move, however late they start.
 */
export class SampleStories {
  readonly #stories: Map<string, SampleStory>;
  readonly #move: (story: SampleStory, to: string | null) => Promise<unknown>;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(
    stories: SampleStory[],
    move: (story: SampleStory, to: string | null) => Promise<unknown>,
  ) {
    this.#move = move;
    this.#stories = new Map(
      stories.map(story => [`${story.repository}:${story.tag}`, story]),
    );
  }

  /** Somebody asked what the tag points to. */
  looked(repository: string, tag: string): void {
    const key = `${repository}:${tag}`;
    const story = this.#stories.get(key);
    if (!story) {
      return;
    }
    this.#stories.delete(key);
    for (const { after, to } of story.steps) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.#move(story, to);
      }, after * 1_000);
      timer.unref();
      this.#timers.add(timer);
    }
  }

  close(): void {
    this.#stories.clear();
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
  }
}
