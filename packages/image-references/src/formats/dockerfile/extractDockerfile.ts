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

import type {
  DockerfileDialect,
  FileError,
  FileSummary,
  FindImageReferencesOptions,
  ImageReference,
  SourceFile,
} from '../../types';
import type { BuildOptions, BuildResolution } from './build/buildState';
import { describeReference } from './build/describeReference';
import { NamedContexts } from './build/namedContexts';
import {
  normalizePlatform,
  parsePlatform,
  type Platform,
} from './build/platforms';
import { namesUsedInStages, readStages } from './build/readStages';
import { dependsOnPlatform, resolveBuild } from './build/resolveBuild';
import { SiteRoles } from './build/roles';
import { StepWriter } from './build/StepWriter';
import type { BuildError, StageModel } from './build/types';
import { DeclarationUsage } from './build/usage';
import { detectSyntax } from './parser/directives';
import {
  type ParsedDockerfile,
  parseDockerfile,
} from './parser/parseDockerfile';
import { SourceText } from './parser/source';
import { describeSyntax } from './syntaxReference';
import { describeTemplateReferences } from './templateReference';
import { detectTemplate, maskTemplate, TEMPLATE_NAMES } from './templates';

/** What one Dockerfile makes a build pull. */
export interface DockerfileExtract {
  references: ImageReference[];
  errors: FileError[];
  summary: FileSummary;
}

const DEFAULT_PLATFORM: Platform = {
  os: 'linux',
  osVersion: '',
  architecture: 'amd64',
  variant: '',
};

const DEFAULT_PLATFORMS = ['linux/amd64', 'linux/arm64'];

/** Finds the images that a Dockerfile makes a build pull. */
export function extractDockerfile(
  file: SourceFile,
  options: FindImageReferencesOptions = {},
): DockerfileExtract {
  const source = SourceText.create(file);
  const dialect = options.dialect ?? dialectOf(file.path);
  const summary: FileSummary = {
    path: file.path,
    format: 'dockerfile',
    template: null,
    stages: 0,
    target: null,
  };
  const directive = detectSyntax(file.content);
  const references = describeSyntax(directive, source, dialect, options);
  if (directive && directive.style !== 'comment') {
    // Such a file is in the language of its frontend, whatever that is.
    return { references, errors: [], summary };
  }

  const given = { ...options, target: file.target || options.target };
  const parsed = parseDockerfile(file.content);
  summary.template = detectTemplate(file.path, file.content, parsed);
  if (summary.template) {
    const masked = parseDockerfile(maskTemplate(file.content));
    const found = extractStages(masked, source, dialect, given, summary);
    return {
      references: describeTemplateReferences(
        [...references, ...found.references],
        masked,
        source,
      ),
      errors: [
        {
          file: file.path,
          line: 1,
          message: `This file is ${
            TEMPLATE_NAMES[summary.template]
          }: it has to be rendered before it is built.`,
        },
      ],
      summary,
    };
  }

  const found = extractStages(parsed, source, dialect, given, summary);
  return {
    references: [...references, ...found.references],
    errors: found.errors.map(({ line, message }) => ({
      file: file.path,
      line,
      message: describeStop(message),
    })),
    summary,
  };
}

/** Errors quote the file, whose lines can be long. */
const MAX_MESSAGE_CHARACTERS = 400;

function describeStop(message: string): string {
  const shown =
    message.length > MAX_MESSAGE_CHARACTERS
      ? `${message.slice(0, MAX_MESSAGE_CHARACTERS)}…`
      : message;
  return `The builder stops here: ${shown}.`;
}

/** `Containerfile` is the name that Buildah and Podman look for. */
function dialectOf(path: string): DockerfileDialect {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^Containerfile(?:\.|$)|\.Containerfile$/i.test(name)
    ? 'buildah'
    : 'buildkit';
}

function extractStages(
  parsed: ParsedDockerfile,
  source: SourceText,
  dialect: DockerfileDialect,
  options: FindImageReferencesOptions,
  summary: FileSummary,
): { references: ImageReference[]; errors: BuildError[] } {
  if (parsed.error) {
    return { references: [], errors: [parsed.error] };
  }
  const stages = readStages(parsed, dialect === 'buildah');
  if (!stages.ok) {
    return { references: [], errors: [stages.error] };
  }
  const { model } = stages;
  const resolutions = resolvePlatforms(model, dialect, options);
  const [first] = resolutions;
  const { target } = first;
  summary.stages = model.stages.length;
  summary.target = target ? { index: target.index, name: target.name } : null;

  let usage: DeclarationUsage | undefined;
  const roles = SiteRoles.create(model, resolutions);
  const context = {
    source,
    escape: model.escape,
    resolutions,
    steps: StepWriter.create({ source }),
    usage: () => {
      usage ??= new DeclarationUsage(first, namesUsedInStages(model));
      return usage;
    },
    roleOf: roles.roleOf,
    isReachable: roles.isReachable,
  };
  return {
    references: model.sites.map(site => describeReference(site, context)),
    errors: mergeErrors(resolutions),
  };
}

/** One resolution, or one for each platform where that makes a difference. */
function resolvePlatforms(
  model: StageModel,
  dialect: DockerfileDialect,
  options: FindImageReferencesOptions,
): BuildResolution[] {
  const buildOptions: BuildOptions = {
    buildArgs: options.buildArgs ?? {},
    target: options.target || undefined,
    contexts: NamedContexts.create({ contexts: options.namedContexts ?? {} }),
    dialect,
  };
  const platforms = (options.platforms ?? DEFAULT_PLATFORMS)
    .map(specifier => parsePlatform(specifier, DEFAULT_PLATFORM))
    .filter((platform): platform is Platform => platform !== undefined)
    .map(normalizePlatform);
  const [platform = DEFAULT_PLATFORM, ...others] = platforms;
  const first = resolveBuild(model, buildOptions, platform);
  return dependsOnPlatform(first)
    ? [first, ...others.map(other => resolveBuild(model, buildOptions, other))]
    : [first];
}

function mergeErrors(resolutions: readonly BuildResolution[]): BuildError[] {
  const errors = new Map<string, BuildError>();
  for (const resolution of resolutions) {
    for (const error of resolution.errors) {
      errors.set(`${error.line} ${error.message}`, error);
    }
  }
  return [...errors.values()].sort((a, b) => a.line - b.line);
}
