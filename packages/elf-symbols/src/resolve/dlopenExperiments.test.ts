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

import {
  type Experiment,
  EXPERIMENT_TIMEOUT,
  experimentsArePossible,
  perform,
} from './__testUtils__/experiments';
import type { LoaderLab } from './__testUtils__/loaderLab';

/** What a running program has loaded counts before any search. */

const V1 = 'V_1 { global: f; local: *; };';
const V2 = 'V_1 { global: old; local: *; }; V_2 { global: f; } V_1;';

/**
 * A library that brings a newer `libf.so.1` by its DT_RPATH, opened by a
 * program that needs what is given.
 */
function opener(lab: LoaderLab, ...needs: string[]): void {
  lab.library('own/libf.so.1', {
    soname: 'libf.so.1',
    functions: ['f', 'old'],
    versions: V2,
  });
  lab.library('sys/libf.so.1', { soname: 'libf.so.1', versions: V1 });
  lab.gcc(
    'addon.so',
    'int f(void); int addon(void) { return f(); }',
    ...['-shared', '-fPIC', 'own/libf.so.1', '-Wl,-z,now'],
    '-Wl,--disable-new-dtags,-rpath,$ORIGIN/own',
  );
  lab.gcc(
    'main',
    `#include <dlfcn.h>
     #include <stdio.h>
     #include <string.h>
     int main(void) {
       if (!dlopen("${lab.path('addon.so')}", RTLD_NOW)) {
         fputs(dlerror(), stderr);
         return 1;
       }
       char line[8192];
       FILE *maps = fopen("/proc/self/maps", "r");
       while (fgets(line, sizeof line, maps)) {
         char *path = strstr(line, "/");
         if (path && strstr(path, "/lib")) printf("loaded %s", path);
       }
       puts("end");
     }`,
    ...needs,
  );
}

const root = (lab: LoaderLab) => ({
  path: lab.path('addon.so'),
  by: 'dlopen' as const,
});

const experiments: Experiment[] = [
  {
    name: 'an addon gets the library that its program has loaded, against its own DT_RPATH',
    build: lab => {
      opener(lab, 'sys/libf.so.1');
      return { libraryPath: lab.path('sys') };
    },
    opens: lab => ({
      roots: [root(lab)],
      host: {
        loaded: [{ name: 'libf.so.1', path: lab.path('sys/libf.so.1') }],
        complete: true,
      },
    }),
    loads: false,
    loaded: [],
    says: "version `V_2' not found (required by",
    look: ({ roots: [{ objects }] }) => objects[0].needs[0].providers,
    sees: [
      {
        place: 'artifact',
        path: 'LAB/sys/libf.so.1',
        rule: 'loaded',
        directory: null,
        certain: true,
      },
    ],
  },
  {
    name: 'an addon gets its own library where its program has loaded none of the name',
    build: lab => {
      opener(lab);
      return { libraryPath: lab.path('sys') };
    },
    opens: lab => ({
      roots: [root(lab)],
      host: { loaded: [], complete: true },
    }),
    loads: true,
    loaded: ['own/libf.so.1'],
  },
];

const describeLoader = experimentsArePossible() ? describe : describe.skip;

describeLoader('dlopen beside the loader of the machine', () => {
  it.each(experiments)(
    '$name',
    async experiment => {
      const { observed, expected } = await perform(experiment);
      expect(observed).toEqual(expected);
    },
    EXPERIMENT_TIMEOUT,
  );
});
