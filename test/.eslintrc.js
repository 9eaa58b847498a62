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

const createConfig = require('../scripts/eslintConfig.cjs');

const config = createConfig(__dirname);

module.exports = {
  ...config,
  overrides: [
    ...(config.overrides ?? []),
    {
      // A benchmark fills the database through the plugin's own stores, which
      // it does not export: written over HTTP, 10,000 Lambdas take an hour; so
      // does a test that counts what is asked of registries. The
      // samples are read under the demo portal's own policy and from its own
      // registry, which are no package's to export either. The list of a page's choices is compared
      // with the tables that the page may not load.
      files: [
        'benchmarks/coverage/**',
        'integration/images/**',
        'integration/incident/**',
        'integration/registry/**',
        'integration/runtimes/**',
        'integration/sample*.test.ts',
        'integration/tags/**',
        'support/startSampleBackend.ts',
      ],
      rules: { '@backstage/no-relative-monorepo-imports': 'off' },
    },
  ],
};
