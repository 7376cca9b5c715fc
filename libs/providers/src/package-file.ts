import { AppError } from '@polyspool/contracts/errors';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The path of a file of an installed package. Throws `engine.missing`. */
export function packageFile(specifier: string): string {
  try {
    return require.resolve(specifier);
  } catch (error) {
    throw new AppError('engine.missing', `${specifier} is not installed`, { cause: error });
  }
}

/** Answers also where the package is not installed. */
export function packageVersion(name: string): string {
  try {
    const { version } = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as {
      version: string;
    };
    return version;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return 'none';
    throw error;
  }
}
