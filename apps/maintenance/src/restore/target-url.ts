import { AppError } from '@polyspool/contracts/errors';
import { readFile } from 'node:fs/promises';

interface Known {
  /** Of the services, with its password. */
  readonly databaseUrl?: string | undefined;
  readonly password?: string | undefined;
  readonly passwordFile?: string | undefined;
}

/**
 * Where to restore into, with its password: that of the address itself, of a file, or of the environment; the services' own where
 * none is named. Throws `input.invalid`.
 */
export async function targetUrl(into: string | undefined, known: Known): Promise<string> {
  const { databaseUrl, password, passwordFile } = known;
  const wanted = into ?? databaseUrl ?? '';
  const url = URL.parse(wanted);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new AppError(
      'input.invalid',
      'Say which database by --into postgres://user@host:port/database or DATABASE_URL',
    );
  }
  if (url.password) return wanted;
  url.password = encodeURIComponent((passwordFile === undefined ? password : await firstLine(passwordFile)) ?? '');
  return url.href;
}

async function firstLine(path: string) {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('input.invalid', `The file with the password cannot be read: ${path}`, { cause });
  });
  return text.split(/\r?\n/)[0];
}
