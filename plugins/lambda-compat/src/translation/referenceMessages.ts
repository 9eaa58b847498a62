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

/** What is said about image references, and how to pin them. */
export const referenceMessages = {
  headline: {
    atRisk: 'At risk: {{fact}}',
    changeable_one:
      '{{changeable, number}} of {{count}} reference can change without a commit',
    changeable_other:
      '{{changeable, number}} of {{count}} references can change without a commit',
    changeableAndUnknown_one:
      '{{changeable, number}} of {{count}} reference can change without a commit, {{unknown, number}} not known',
    changeableAndUnknown_other:
      '{{changeable, number}} of {{count}} references can change without a commit, {{unknown, number}} not known',
    unknown_one: '{{count}} of {{total, number}} references is not known',
    unknown_other: '{{count}} of {{total, number}} references are not known',
    pinned_one: 'The only reference is pinned by digest',
    pinned_other: 'All {{count}} references are pinned by digest',
    pinnedSoFar_one:
      'The {{count}} reference that was read is pinned by digest',
    pinnedSoFar_other:
      'The {{count}} references that were read are pinned by digest',
    unreadOnly: 'Unknown: not all of the source could be read',
    none: 'The build pulls no image',
  },
  consequence: {
    pin: '{{risk}} Pin the build image.',
    beyond:
      'The build image provides {{namespace}} up to {{image}} today; {{runtime}} provides up to {{provided}}. Your next build can ask for versions the runtime does not have.',
    digest:
      'Your next build pulls the same content until somebody commits another digest.',
    dated:
      'Your next build gets the same image unless somebody pushes the tag again. A digest makes that certain.',
    'exact-os':
      'Your next build can get a rebuilt image under the same tag. A digest keeps it as it is.',
    exact:
      'Your next build can get the same version on another operating system. A digest keeps it as it is.',
    partial:
      'Your next build gets whatever release the tag points to that day. Pin the digest to decide when that changes.',
    channel:
      'Your next build gets whatever the tag points to that day. Pin the digest to decide when that changes.',
    floating:
      'Your next build gets whatever the tag points to that day. Pin the digest to decide when that changes.',
    unresolved:
      'What your next build pulls depends on a value that is not in the repository. Not known does not mean pinned.',
    invalid:
      'Your next build would stop at a reference that is not valid. Not known does not mean pinned.',
    mixed:
      'Your next build gets whatever the tags point to that day, and more that the repository does not say. Not known does not mean pinned.',
    unread:
      'What the rest of the source makes your next build pull is not known. Not known does not mean pinned.',
    none: 'Your next build pulls no image either, as long as its stages stay as they are.',
  },
  pinClass: {
    digest: 'Digest',
    dated: 'Dated',
    'exact-os': 'Exact with OS',
    exact: 'Exact',
    partial: 'Partial',
    channel: 'Channel',
    floating: 'Floating',
    unresolved: 'Unresolved',
    invalid: 'Invalid',
    scratch: 'Scratch',
    stage: 'Stage',
  },
  role: {
    runtime: 'runtime',
    builder: 'builder',
    tool: 'tool',
    frontend: 'frontend',
    test: 'test',
  },
  meaning: {
    digest: 'Cannot change without a commit',
    dated: 'Stable by convention; only a digest is certain',
    'exact-os': 'This tag can be built again without a commit',
    exact: 'The operating system under this version can change',
    partial: 'This tag moves with each release',
    channel: 'This tag can move without a commit',
    floating: 'This tag can move without a commit',
    untagged: 'No tag is written, so the builder takes latest, which can move',
    unresolved: 'No value for {{variables}}. BuildKit would use {{reference}}',
    unresolvedEmpty:
      'No value for {{variables}}. BuildKit would have no name left and stop',
    unresolvedUnknown: 'Depends on a value that is not in the repository',
    invalid: 'The builder would stop here',
    scratch: 'The empty image: nothing is pulled',
    stage: 'A stage of the same file: nothing is pulled',
    unreachable: 'Not pulled for the target stage',
    deferred: 'Not pulled by this build, but by each build based on its image',
    notFixable: 'No digest can be written here: {{reason}}',
  },
  tagState: {
    moved: 'Moved {{day}}: {{what}}',
    movedContent: 'Moved {{day}}: a build gets other files since then',
    movedUnread: 'Moved {{day}}; what came with it is not known',
    still: 'Not moved since {{day}}',
    neverMoved: 'Not seen to move',
    gone: 'The tag was deleted',
    unseen: 'Where the tag points to is not known yet',
    since: '{{what}} since {{day}}',
  },
  reference: {
    copy: 'Copy full reference',
    copied: 'Reference copied',
    openInNewTab: '(opens in a new tab)',
    details: {
      title: 'Image reference',
      written: 'As written',
      used: 'As used',
      place: 'Place',
      range: '{{file}}, line {{line}}, columns {{start}} to {{end}}',
      rangeLines:
        '{{file}}, line {{line}} column {{start}} to line {{endLine}} column {{end}}',
      normalized: 'Complete name',
      digest: 'Digest',
      fix: 'Pinning',
      origin: 'Written in',
      stage: 'Stage',
      stageName: '{{name}} (number {{index}})',
      stageNumber: 'number {{index}}',
      platform: 'Platform',
      meaning: 'Meaning',
      knownDigest: 'Known digest',
      knownDigestFrom: '{{digest}}, from {{source}}',
      steps: 'How it was resolved',
      candidates: 'It can also be',
      candidate: '{{reference}} when {{condition}}',
      problems: 'Problems',
      close: 'Close',
    },
    origin: {
      'dockerfile-from': 'FROM',
      'dockerfile-copy-from': 'COPY --from',
      'dockerfile-run-mount': 'RUN --mount',
      'dockerfile-onbuild': 'ONBUILD',
      'dockerfile-syntax': '# syntax',
    },
    step: {
      'arg-default': 'ARG {{variable}} gave {{value}}',
      'build-arg': 'Build argument {{variable}} gave {{value}}',
      predefined: 'Predefined {{variable}} gave {{value}}',
      'substitution-default': 'Default of {{variable}} gave {{value}}',
      env: 'ENV {{variable}} gave {{value}}',
      unset: '{{variable}} has no value',
      at: '{{step}} at {{place}}',
      empty: 'nothing',
    },
  },
  patch: {
    copy: 'Copy patch',
    copyLabel: 'Copy patch for {{reference}}, {{place}}',
    copied: 'Patch copied',
    copiedHint: 'Apply it from the repository root with git apply.',
    previewLabel: 'Patch',
    byHand:
      'The browser did not allow copying. Select the patch and copy it by hand.',
    byHandTitle: 'Copy the patch by hand',
    refused: 'The browser did not allow copying. Copy it by hand:',
    close: 'Close',
  },
  pinLine: {
    loading: 'Looking for what to pin to',
    failed: 'What to pin to could not be loaded: {{reason}}',
    forbidden: 'What to pin to may not be shown to you.',
    to: 'Pin to {{pin}}',
    why: '{{fits}}: {{why}}',
    copy: 'Copy the pin: {{pin}}',
    nothing: 'Nothing that was seen is known to fit.',
    nothingBecause: 'Nothing to pin to: {{reason}}',
    alternatives_one: '{{count}} alternative',
    alternatives_other: '{{count}} alternatives',
    compare: 'Compare',
    compareLabel:
      'Compare before and after the last move: {{reference}}, {{place}}',
    dialogTitle: 'Pin the build image',
    noReference: 'No reference of this component can be pinned.',
    notChecked: 'This digest is not checked against the runtime',
  },
  pin: {
    title: 'Pin this reference',
    digestUnknown:
      'No digest for {{reference}} is known to this portal yet. Ask the registry for it, then paste the answer here.',
    byHand: 'A digest of {{reference}}, chosen by you:',
    commandLabel: 'Command that asks the registry',
    copyCommand: 'Copy command',
    commandCopied: 'Command copied',
    digest: 'Digest',
    digestHint: 'sha256: and 64 hexadecimal digits',
    digestInvalid:
      'This is not a digest: it has to be sha256: and 64 hexadecimal digits.',
    digestIncomplete: '{{digits, number}} of 64 hexadecimal digits are there.',
    preparing: 'Preparing the patch',
    failed: 'The patch could not be made',
  },
} as const;
