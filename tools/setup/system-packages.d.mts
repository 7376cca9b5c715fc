export interface SystemPackage {
  readonly name: string;
  readonly why: string;
}
export const systemPackages: readonly (SystemPackage & { readonly apps?: readonly string[] })[];
export function hasDocker(): boolean;
export function imagePackages(app: string): string[];
export function missingFor(command: string): SystemPackage[];
export function postgresFolder(parent?: string, oldest?: number): string | undefined;
export function browser(): string | undefined;
