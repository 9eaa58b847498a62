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

/** What is said of what came with a move of a tag, and of what to do then. */
export const incidentMessages = {
  contents: {
    label: {
      distro: 'Distribution changed',
      'symbol-versions': 'Symbol versions changed',
      packages: 'Packages only',
      configuration: 'Configuration only',
      none: 'Same files',
      pending: 'Being read',
      'too-large': 'Too large to be read',
      failed: 'Could not be read',
      unknown: 'Not known',
    },
    headline: {
      distro: 'Distribution changed',
      'symbol-versions': 'Symbol versions changed',
      packages: 'No symbol version changed',
      configuration: 'Only the configuration changed',
      none: 'Nothing changed but times',
      pending: 'What came with it is being read',
      'too-large': 'What came with it is too large to be read',
      failed: 'What came with it could not be read',
    },
  },
  incident: {
    failed: 'Could not be loaded',
    open_one: 'Open: {{count}} component is exposed',
    open_other: 'Open: {{count}} components are exposed',
    nobody: 'Nobody is exposed',
    what: {
      distro:
        'The tag moved to another distribution release: from {{from}} to {{to}}.',
      distroUnnamed: 'The tag moved to another distribution release.',
      gained_one:
        'The tag moved to an image that provides {{count}} more symbol version: {{versions}}.',
      gained_other:
        'The tag moved to an image that provides {{count}} more symbol versions, up to {{versions}}.',
      also_one: 'It provides {{count}} more symbol version: {{versions}}.',
      also_other:
        'It provides {{count}} more symbol versions, up to {{versions}}.',
      lost_one: '{{count}} symbol version is gone.',
      lost_other: '{{count}} symbol versions are gone.',
      libraries:
        'The tag moved to an image with other libraries; what the others provide is the same.',
      packages:
        'The tag moved to an image with other packages or files; no symbol version changed.',
      configuration:
        'The tag moved to an image with the same files; only its configuration differs.',
      none: 'The tag moved to an image in which nothing but times differs.',
      pending:
        'The tag moved to an image with other files. What came with it is being read.',
      unknown:
        'The tag moved to an image with other files. What came with it is not known: {{why}}',
      noReason: 'no reason was told.',
    },
    built_one: '{{count}} component is already built on it.',
    built_other: '{{count}} components are already built on it.',
    coldStart:
      'It provides more than {{runtimes}}: what is built on it can fail at cold start.',
    todo: 'Pin the build image.',
    shortReason: {
      digest: 'digest',
      'other-tag': 'other tag',
      static: 'static',
      'no-native-code': 'no native code',
      unreachable: 'stage not needed',
      'not-shaping': 'not in the artifact',
      'other-platform': 'other platform',
      'no-longer': 'not named any more',
      'unknown-platform': 'platform not known',
      'partly-read': 'partly read',
      'unknown-build': 'last build not known',
      'rebuilt-compatible': 'rebuilt, compatible',
      none: 'nothing new for it',
    },
    notExposed: {
      count_one: '{{count}} not exposed:',
      count_other: '{{count}} not exposed:',
      more_one: 'and {{count}} more',
      more_other: 'and {{count}} more',
      failed: 'Who is not exposed could not be loaded.',
    },
    wasExposed: {
      count_one: '{{count}} was exposed:',
      count_other: '{{count}} were exposed:',
      more_one: 'and {{count}} more',
      more_other: 'and {{count}} more',
    },
    build: {
      built: 'Built {{when}}.',
      builtNumber: 'Built {{when}}, {{number}}.',
      last: 'Last built {{when}}.',
      lastNumber: 'Last built {{when}}, {{number}}.',
      fromCommit:
        'The time is that of the commit that last touched the build file.',
      broken: 'The artifact needs {{need}}, which its runtime does not have.',
      brokenUnnamed: 'The artifact was measured broken.',
      notMeasured: 'The artifact was not measured compatible.',
      compatible: 'The artifact was measured compatible.',
      pulls: 'The next build pulls the new image.',
      unknown: 'Last build not known. A report that CI uploads tells of it.',
      at: 'at commit {{commit}}',
    },
    came: {
      platform: 'Platform',
      full: 'Full comparison',
      fullOf: 'Full comparison for {{platform}}',
      loading: 'Loading what came with it',
      pending: 'Being read',
      pendingText:
        'Layers of the new image are being read. This page looks again by itself.',
      'too-large': 'Too large to be read',
      failed: 'Could not be read',
      off: 'Contents are not read',
      offText:
        'Reading the contents of images is switched off in the configuration of the portal.',
      unknownText: 'Not known does not mean unchanged.',
      nothing: 'Nothing: the same files.',
      undecided: 'Not compared',
    },
    symbols: {
      title: 'Symbol versions',
      counts: '{{gained, number}} gained, {{lost, number}} lost',
      hint: 'version, and how many symbols carry it',
      unchanged: 'unchanged, up to {{version}}',
      none: 'No library provides other symbol versions.',
      symbols_one: '{{count}} symbol',
      symbols_other: '{{count}} symbols',
      gainedSign: 'gained',
      lostSign: 'lost',
      libraries: 'in {{libraries}}',
      showVersions_one: 'Show {{count}} more version of {{namespace}}',
      showVersions_other: 'Show {{count}} more versions of {{namespace}}',
      showRows_one: 'Show {{count}} more',
      showRows_other: 'Show {{count}} more',
      unchangedLibraries: 'No version changed in',
      added: 'Libraries added',
      removed: 'Libraries removed',
    },
    distro: {
      title: 'Distribution',
      none: 'none named',
      unchanged: '{{name}}, unchanged',
      sameRelease: '{{from}} → {{to}}, of the same release',
    },
    fit: {
      title: 'Against the runtimes',
      nobody: 'No function that is exposed names its runtime.',
      allAbove_one: 'It is above what {{runtime}} provides',
      allAbove_other: 'All {{count}} are above what {{runtime}} provides',
      someAbove_one:
        '{{count}} of {{total, number}} is above what {{runtime}} provides',
      someAbove_other:
        '{{count}} of {{total, number}} are above what {{runtime}} provides',
      already: 'The image provides more than {{runtime}}, as it did before',
      yes: '{{runtime}} has every version that the image provides',
      unknown: 'Not known whether {{runtime}} has every version',
      more_one: '{{count}} more was above before the move.',
      more_other: '{{count}} more were above before the move.',
      upTo: '{{runtime}} has {{versions}}.',
      nothingOf: 'no {{namespace}}',
      range: '{{low}} to {{high}}, by its state',
      undecided: 'Not known of: {{versions}}.',
      profile: 'Profile: {{profile}}, {{origin}}.',
      profileAsOf: 'Profile: {{profile}} of {{day}}, {{origin}}.',
      noProfile: 'There is no profile of this runtime.',
      components_one: '{{count}} exposed component runs on it.',
      components_other: '{{count}} exposed components run on it.',
      origin: {
        shipped: 'shipped with the plugin',
        image: 'measured in its image',
        folder: 'measured in a folder',
        snapshot: 'measured in your account',
      },
    },
    packages: {
      title: 'Packages',
      counts:
        '{{updated, number}} updated, {{added, number}} added, {{removed, number}} removed',
      downgraded: '{{amount, number}} of the updates go down',
      none: 'No package changed.',
      noDatabase: 'Neither image has a package database.',
      label: 'Changed packages',
      name: 'Package',
      from: 'From',
      to: 'To',
      notThere: 'not there',
      showMore_one: 'Show {{count}} more',
      showMore_other: 'Show {{count}} more',
      unchanged_one: '{{count}} unchanged',
      unchanged_other: '{{count}} unchanged',
    },
    configuration: {
      title: 'Configuration and size',
      commands: 'Entrypoint, env, user',
      labels: 'Labels',
      platforms: 'Platforms',
      size: 'Size',
      unpacked: 'Unpacked',
      unchanged: 'unchanged',
      changed_one: '{{names}} changed',
      changed_other: '{{names}} changed',
      labelsChanged_one: '{{count}} changed',
      labelsChanged_other: '{{count}} changed',
      platformsChanged: '{{platforms}} changed',
      fromTo: '{{from}} → {{to}} ({{difference}})',
      megabytes: '{{size, number}} MB',
      kilobytes: '{{size, number}} kB',
      plus: '+{{size}}',
      minus: '−{{size}}',
      same: 'no difference',
    },
    byPlatform: 'By platform',
    pin: {
      title: 'What to pin to',
      component: 'Component',
      loading: 'Loading what to pin to',
      nobody: 'Nobody is exposed: there is nothing to pin.',
      none: 'No reference of the exposed components can be pinned.',
      'by-construction': 'Fits by construction',
      measured: 'Measured compatible',
      nothing: 'Nothing that was seen fits',
      behind: 'What it costs',
      copyPinned: 'Copy the pinned reference',
      pinnedCopied: 'Reference copied',
      copyPatch: 'Copy patch',
      copied: 'Patch copied',
      copiedHint: 'Apply it with git apply.',
      current: 'Resolves to {{digest}} now.',
      currentTag: 'Resolves to {{digest}} ({{tag}}) now.',
      target: 'For {{runtime}}, {{architecture}}.',
      targetUnknown: 'Its runtime or architecture is not known.',
      rejected_one: '{{count}} digest that does not fit',
      rejected_other: '{{count}} digests that do not fit',
      otherWays: 'Other ways',
      places: '{{file}} of {{component}}',
    },
    summary: {
      title: 'Incident summary',
      loading: 'Loading the summary',
    },
  },
} as const;
