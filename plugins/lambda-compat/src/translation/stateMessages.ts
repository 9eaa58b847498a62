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

/** What is said where there are no results, or not all. */
export const stateMessages = {
  state: {
    notApplicable: {
      title: 'Not applicable',
      fallback: 'This entity is not checked.',
    },
    neverCollected: {
      title: 'Unknown: not read yet',
      text: 'The source of this entity has not been read, so nothing is known about its images. Not known does not mean pinned.',
      due: 'It will be read {{when}}, and then every {{interval}}.',
      soon: 'It will be read soon, and then every {{interval}}.',
      waiting: 'Looking again every few seconds.',
      action: 'Read source now',
      lookAgain: 'Look again',
    },
    nothingFound: {
      title: 'No external images',
      noFileTitle: 'Unknown: no build file found',
      noFileText:
        'What the build of this entity pulls is not known. Not known does not mean pinned.',
      searched: 'Looked for {{patterns}}.',
      searchedIn: 'Looked for {{patterns}} in {{source}}.',
      filesRead_one: '{{count}} file read.',
      filesRead_other: '{{count}} files read.',
      annotationHint: 'If the file lies elsewhere, name it on the entity:',
      copyAnnotation: 'Copy annotation',
      annotationCopied: 'Annotation copied',
    },
    partial: {
      files: '{{read, number}} of {{files, number}} files were read in full.',
      references:
        '{{known, number}} of {{total, number}} references are known.',
      both: '{{read, number}} of {{files, number}} files were read in full, {{known, number}} of {{total, number}} references are known.',
      other: 'Some of the source could not be read.',
      fileMessage: '{{file}}: {{message}}',
      details: 'Show details',
    },
    stale: {
      title: 'Last checked {{when}}',
      text: 'Expected every {{interval}}. Shown as it was on {{date}}.',
      never: 'Shown as it was. Expected every {{interval}}.',
    },
    failed: {
      title: 'Unknown: could not read the source',
      since: 'Since',
      attempts_one: '{{since}}, {{count}} attempt',
      attempts_other: '{{since}}, {{count}} attempts',
      nextTry: 'Next try',
      noNextTry: 'Not planned',
      code: 'Code',
      retry: 'Retry',
      lookAgain: 'Look again',
      earlier: 'Read {{when}}, before the failure',
    },
    forbidden: {
      title: 'Not allowed to read this',
      text: 'You need the permission {{permission}} for this entity.',
      next: 'It is granted by the permission policy of your portal.',
    },
    unknownEntity: {
      title: 'Not found',
      text: 'The lambda-compat backend does not find this entity in the catalog, or you may not see it there.',
      next: 'If it was registered a moment ago, try again.',
    },
    noBackend: {
      title: 'The lambda-compat backend does not answer',
      text: 'The portal has nothing at the address of the plugin (404). The backend plugin is probably not installed.',
      next: 'Install the backend plugin, then try again.',
    },
    otherError: {
      title: 'Could not load the report',
      next: 'If it stays like this, tell the people who run the portal.',
    },
    retry: 'Try again',
    edit: 'Edit in source',
    keptReport: 'The report could not be loaded again. Shown as it was.',
    refreshFailed: 'No new check could be asked for.',
  },
} as const;
