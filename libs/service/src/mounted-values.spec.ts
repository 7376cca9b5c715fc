import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readEnv } from './env.js';

describe('a variable that is mounted as a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mounted-values-spec-'));
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const shape = { LINK_SECRET: z.string().min(8), PORT: z.coerce.number().default(1) };

  afterAll(() => rmSync(folder, { recursive: true }));

  it('has what is in the file, without the line break at its end', () => {
    const source = { LINK_SECRET_FILE: file('secret', ' a secret with blanks \n') };

    expect(readEnv(shape, source)).toEqual({ LINK_SECRET: ' a secret with blanks ', PORT: 1 });
  });

  it('is checked as if it stood in the environment', () => {
    expect(() => readEnv(shape, { LINK_SECRET_FILE: file('short', 'short\n') })).toThrow('LINK_SECRET: Too small');
  });

  it('is refused where the file is empty or not there, and where it is also in the environment', () => {
    const secret = file('whole', 'long enough');

    expect(() => readEnv(shape, { LINK_SECRET_FILE: file('empty', '\n') })).toThrow('LINK_SECRET_FILE: ');
    expect(() => readEnv(shape, { LINK_SECRET_FILE: join(folder, 'none') })).toThrow('LINK_SECRET_FILE: ENOENT');
    expect(() => readEnv(shape, { LINK_SECRET_FILE: secret, LINK_SECRET: 'long enough' })).toThrow(
      'LINK_SECRET_FILE: ',
    );
  });

  it('is only one that the service knows: LOG_FILE and others keep their own meaning', () => {
    expect(readEnv(shape, { LINK_SECRET: 'long enough', LOG_FILE: '/not/there' })).toMatchObject({ PORT: 1 });
  });
});
