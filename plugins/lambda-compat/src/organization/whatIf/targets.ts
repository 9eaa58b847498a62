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
 * The runtimes that can be tried, the newest of each language first: those on
 * Amazon Linux 2023, and a few on Amazon Linux 2 for who has to go back. An
 * address can name any other, which is then offered, too.
 */
export const TARGET_RUNTIMES: readonly string[] = [
  'provided.al2023',
  'provided.al2',
  'nodejs26.x',
  'nodejs24.x',
  'nodejs22.x',
  'nodejs20.x',
  'python3.15',
  'python3.14',
  'python3.13',
  'python3.12',
  'python3.11',
  'java25',
  'java21',
  'java17.al2023',
  'java17',
  'java11.al2023',
  'java8.al2023',
  'dotnet10',
  'dotnet8',
  'ruby4.0',
  'ruby3.4',
  'ruby3.3',
];
