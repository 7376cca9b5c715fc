/** What a program may use. What is not given is not limited. */
export interface ResourceLimits {
  readonly cpuSeconds?: number;
  readonly fileSizeBytes?: number;
  readonly openFiles?: number;
  readonly addressSpaceBytes?: number;
}

/** The words to put before a command so that it starts with these limits. */
export function limitArguments(limits: ResourceLimits = {}): string[] {
  const options = [
    ['cpu', limits.cpuSeconds],
    ['fsize', limits.fileSizeBytes],
    ['nofile', limits.openFiles],
    ['as', limits.addressSpaceBytes],
  ] as const;
  const given = options.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${Math.ceil(value)}`]));
  return given.length > 0 ? ['/usr/bin/prlimit', ...given, '--'] : [];
}
