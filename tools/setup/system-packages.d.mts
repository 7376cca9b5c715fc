export interface SystemPackage {
  readonly name: string;
  readonly why: string;
}
export function missingFor(command: string): SystemPackage[];
export function postgresFolder(parent?: string, oldest?: number): string | undefined;
export function browser(): string | undefined;
