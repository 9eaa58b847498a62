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

/** What the full comparison of two images says. */
export const comparisonMessages = {
  comparison: {
    title: 'Full comparison',
    loading: 'Loading the comparison',
    back: 'The change with who is exposed',
    from: 'From',
    to: 'To',
    created: 'created {{when}}',
    version: 'version {{version}}',
    facts: 'The comparison in short',
    downloaded: 'Download',
    unpacked: 'Unpacked',
    notAvailable: 'There is nothing to compare',
    section: 'Section',
    sections: {
      symbols: 'Symbol versions',
      packages: 'Packages',
      files: 'Files',
      configuration: 'Configuration',
    },
    counted: '{{section}} {{amount, number}}',
    showAs: 'Show the versions as',
    as: { chips: 'Chips', table: 'Table' },
    versions: {
      label: 'Symbol versions by library',
      library: 'Library',
      namespace: 'Namespace',
      gained: 'Gained',
      lost: 'Lost',
      highest: 'Highest',
      nothing: 'None',
      path: 'now at {{path}}',
      version: '{{version}} ({{symbols, number}})',
    },
    libraries: {
      label: 'Libraries',
      added: 'Libraries added',
      removed: 'Libraries removed',
      none: 'The loader finds the same libraries by name.',
    },
    packages: {
      label: 'Packages',
      search: 'Search packages',
      kind: 'Kind',
      kinds: {
        all: 'All {{amount, number}}',
        upgraded: 'Up {{amount, number}}',
        downgraded: 'Down {{amount, number}}',
        added: 'Added {{amount, number}}',
        removed: 'Removed {{amount, number}}',
        others: 'Several {{amount, number}}',
      },
      word: {
        upgraded: 'Up',
        downgraded: 'Down',
        added: 'Added',
        removed: 'Removed',
        others: 'Several versions',
      },
      name: 'Package',
      change: 'Change',
      versions: 'From and to',
      empty: 'No package matches.',
    },
    files: {
      label: 'Files',
      search: 'Search paths',
      kind: 'Kind',
      kinds: {
        changed: 'Changed {{amount, number}}',
        added: 'Added {{amount, number}}',
        removed: 'Removed {{amount, number}}',
        attributes: 'Mode or owner {{amount, number}}',
      },
      path: 'Path',
      change: 'What changed',
      size: 'Size',
      times_one: 'Of {{count}} file only the time differs; it is not listed.',
      times_other:
        'Of {{count}} files only the time differs; they are not listed.',
      unchanged_one: '{{count}} is the same.',
      unchanged_other: '{{count}} are the same.',
      truncated:
        'Not all of them are listed: {{listed, number}} of {{total, number}}.',
      empty: 'No file matches.',
      none: 'There is none.',
      type: {
        file: 'file',
        directory: 'directory',
        symlink: 'link',
        'character-device': 'character device',
        'block-device': 'block device',
        fifo: 'pipe',
      },
      content: 'content',
      target: 'link target {{from}} → {{to}}',
      pointsTo: 'to {{target}}',
      mode: 'mode {{from}} → {{to}}',
      owner: 'owner {{from}} → {{to}}',
      xattrs: 'extended attributes',
      fromTo: '{{from}} → {{to}}',
      hardlink: 'hard link to {{target}}',
    },
    configuration: {
      label: 'Configuration',
      none: 'The configuration is the same.',
      field: 'Field',
      from: 'From',
      to: 'To',
      absent: 'not there',
      oneLabel: 'Label {{key}}',
      env: 'Variable {{key}}',
      entrypoint: 'Entrypoint',
      cmd: 'Command',
      user: 'User',
      workingDir: 'Working directory',
      empty: 'empty',
    },
    undecided: 'What could not be compared',
    undecidedText: 'Nothing may be concluded there.',
  },
} as const;
