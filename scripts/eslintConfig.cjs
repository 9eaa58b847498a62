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

const createConfig = require('@backstage/cli/config/eslint-factory');

const NOTICE = [
  '/*',
  ' * Copyright <%= YEAR %> The lambda-compat Authors',
  ' *',
  ' * Licensed under the Apache License, Version 2.0 (the "License");',
  '',
].join('\n');

/** The Backstage rules, and the licence notice at the top of each file. */
module.exports = function createEslintConfig(packageFolder) {
  return createConfig(packageFolder, {
    plugins: ['notice'],
    rules: {
      'notice/notice': [
        'error',
        {
          template: NOTICE,
          templateVars: { YEAR: '20\\d\\d' },
          varRegexp: { YEAR: /20\d\d/ },
          onNonMatchingHeader: 'report',
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
    },
  });
};
