import { AppError } from '@polyspool/contracts/errors';
import { readFile } from 'node:fs/promises';

interface Passwords {
  readonly password?: string | undefined;
  readonly passwordFile?: string | undefined;
}

/** Where to restore into, with its password: that of the address itself, of a file, or of the environment. Throws `input.invalid`. */
export async function targetUrl(into: string, { password, passwordFile }: Passwords): Promise<string> {
  const url = URL.parse(into);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new AppError('input.invalid', 'Say which database by --into postgres://user@host:port/database');
  }
  if (url.password) return into;
  url.password = encodeURIComponent((passwordFile === undefined ? password : await firstLine(passwordFile)) ?? '');
  return url.href;
}

async function firstLine(path: string) {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('input.invalid', `The file with the password cannot be read: ${path}`, { cause });
  });
  return text.split(/\r?\n/)[0];
}
