import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export const pdfsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => /\.pdf$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
