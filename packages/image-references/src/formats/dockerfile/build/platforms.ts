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

/** A platform in the parts that builders have variables for. */
export interface Platform {
  os: string;
  osVersion: string;
  architecture: string;
  variant: string;
}

const KNOWN_SYSTEMS = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
);

const KNOWN_ARCHITECTURES = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
);

const SYSTEM = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%+-]*)\))?$/;
const COMPONENT = /^[A-Za-z0-9_.-]+$/;

/**
 * Reads `os[(version)]/architecture[/variant]`, or either alone, as containerd
 * does. What is left out is taken from `fallback`, the builder's own platform.
 */
export function parsePlatform(
  specifier: string,
  fallback: Platform,
): Platform | undefined {
  const parts = specifier.split('/');
  const system = SYSTEM.exec(parts[0]);
  if (
    !system ||
    parts.length > 3 ||
    !parts.slice(1).every(part => COMPONENT.test(part))
  ) {
    return undefined;
  }
  const os = normalizeSystem(system[1]);
  const osVersion = system[2] ?? '';
  if (parts.length > 1) {
    const [, architecture, variant = ''] = parts;
    const machine = normalizeArchitecture(architecture, variant);
    return parts.length === 2
      ? { os, osVersion, ...withoutDefault(machine) }
      : { os, osVersion, ...withDefault(machine) };
  }
  if (KNOWN_SYSTEMS.has(os)) {
    const { architecture, variant } = fallback;
    return { os, osVersion, architecture, variant };
  }
  const machine = withoutDefault(normalizeArchitecture(parts[0], ''));
  return KNOWN_ARCHITECTURES.has(machine.architecture)
    ? { os: fallback.os, osVersion: '', ...machine }
    : undefined;
}

interface Machine {
  architecture: string;
  variant: string;
}

/** `linux/arm` is written without the variant that it means. */
function withoutDefault(machine: Machine): Machine {
  return machine.architecture === 'arm' && machine.variant === 'v7'
    ? { ...machine, variant: '' }
    : machine;
}

function withDefault(machine: Machine): Machine {
  return machine.architecture === 'arm64' && machine.variant === ''
    ? { ...machine, variant: 'v8' }
    : machine;
}

/** The form in which a builder knows the platforms that it builds for. */
export function normalizePlatform(platform: Platform): Platform {
  const { architecture, variant } = platform;
  return { ...platform, ...normalizeArchitecture(architecture, variant) };
}

export function formatPlatform(platform: Platform): string {
  const { os, osVersion, architecture, variant } = platform;
  const system = osVersion === '' ? os : `${os}(${osVersion})`;
  return [system, architecture, variant].filter(Boolean).join('/');
}

function normalizeSystem(os: string): string {
  const lower = os.toLowerCase();
  return lower === 'macos' ? 'darwin' : lower;
}

function normalizeArchitecture(architecture: string, variant: string): Machine {
  const name = architecture.toLowerCase();
  const version = variant.toLowerCase();
  switch (name) {
    case 'i386':
      return { architecture: '386', variant: '' };
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return {
        architecture: 'amd64',
        variant: version === 'v1' ? '' : version,
      };
    case 'aarch64':
    case 'arm64':
      return { architecture: 'arm64', variant: normalizeArm64(version) };
    case 'armhf':
      return { architecture: 'arm', variant: 'v7' };
    case 'armel':
      return { architecture: 'arm', variant: 'v6' };
    case 'arm':
      return {
        architecture: 'arm',
        variant: /^[5-8]$/.test(version) ? `v${version}` : version || 'v7',
      };
    default:
      return { architecture: name, variant: version };
  }
}

function normalizeArm64(version: string): string {
  if (['8', 'v8', 'v8.0'].includes(version)) {
    return '';
  }
  return ['9', '9.0', 'v9.0'].includes(version) ? 'v9' : version;
}
