import { defineJobs } from '@polyspool/contracts/define-jobs';
import { shownInput, shownOutput } from '@polyspool/contracts/packed-fields';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import fc from 'fast-check';
import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { EncryptionKeys } from './encryption-keys.js';
import { inputFolder, pack, unpack } from './packed-input.js';
import { packOutput, unpackOutput } from './packed-output.js';

const { letter } = defineJobs('test', {
  letter: {
    queue: 'test',
    retries: 0,
    backoff: { type: 'exponential', delayMs: 1, jitter: 0 },
    softLimitMs: 1,
    hardLimitMs: 1,
    input: z.object({ to: z.unknown(), text: z.unknown(), secret: z.unknown(), diary: z.unknown() }),
    output: z.object({ copy: z.unknown(), pages: z.unknown() }),
    steps: [],
    large: ['text', 'diary'],
    sensitive: { input: ['secret', 'diary'], output: ['copy'] },
  },
});

const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const oldKey = newKey('2024');

function desk(keys: string | undefined = oldKey) {
  const storage = new FakeStorage();
  const jobId = randomUUID();
  const parts = { storage, keys: keys ? EncryptionKeys.parse(keys) : undefined };
  return { storage, jobId, parts, pack: (input: object) => pack(letter, jobId, { ...input }, parts) };
}
const long = 'dear diary '.repeat(1_000);
const files = ({ storage }: { storage: FakeStorage }) => [...storage.files.keys()];

describe('a packed input', () => {
  it('comes back as it was, whatever was in it', async () => {
    const json = fc
      .oneof(fc.jsonValue(), fc.constant(long), fc.constant({ sealed: 'v1.a.b.c.d' }), fc.constant({ plain: 1 }))
      .map((value) => JSON.stringify(value))
      // Contracts leave such a field out, as they should.
      .filter((text) => !text.includes('__proto__'))
      .map((text) => JSON.parse(text) as unknown);
    const Input = fc.record({ to: fc.constant('Anna'), text: json, secret: json, diary: json }, { requiredKeys: [] });

    await fc.assert(
      fc.asyncProperty(Input, async (input) => {
        const { pack, jobId, parts } = desk();
        const packed = JSON.parse(JSON.stringify(await pack(input))) as Record<string, unknown>;
        expect(await unpack(letter, jobId, packed, parts)).toEqual(input);
      }),
    );
  });

  it('says nothing of what is sensitive, neither itself nor in storage, and shows only that it is there', async () => {
    const { pack, storage } = desk();

    const packed = await pack({ to: 'Anna', text: long, secret: 'dear secret', diary: long });

    const rests = JSON.stringify(packed) + String(storage.files.get(inputFolderFile(packed, 'diary')));
    expect(rests).not.toMatch(/dear/);
    expect(shownInput(letter, packed)).toEqual({ to: 'Anna', text: '[large]', secret: '[sealed]', diary: '[sealed]' });
    expect(shownInput(letter, await pack({ text: 'short' }))).toEqual({ text: 'short' });
  });

  it('keeps in storage what is large, and nothing else', async () => {
    const house = desk();

    const packed = await house.pack({ to: 'Anna', text: long, diary: 'short' });

    expect(files(house)).toEqual([expect.stringMatching(`^jobs/${house.jobId}/input/text\\.[0-9a-f]{32}\\.json$`)]);
    expect(JSON.stringify(packed).length).toBeLessThan(500);
  });

  it('is refused above 32 KB, and leaves nothing in storage', async () => {
    const house = desk();

    await expect(house.pack({ to: 'x'.repeat(33_000), text: long })).rejects.toMatchObject({ code: 'input.tooLarge' });

    expect(files(house)).toEqual([]);
  });

  it('is refused where there is no key for what is sensitive', async () => {
    const house = desk('');

    await expect(house.pack({ text: long, secret: 1 })).rejects.toMatchObject({ code: 'service.unavailable' });
    expect(files(house)).toEqual([]);
    await expect(house.pack({ text: 'short' })).resolves.toEqual({ text: { plain: 'short' } });
  });

  it('opens after a new key took the place of its own in front, and no more when its own is gone', async () => {
    const { pack, jobId, parts } = desk();
    const packed = await pack({ secret: 'kept' });
    const newOne = newKey('2025');
    const rotated = EncryptionKeys.parse(`${newOne}, ${oldKey}`);

    expect(await unpack(letter, jobId, packed, { ...parts, keys: rotated })).toEqual({ secret: 'kept' });
    for (const keys of [EncryptionKeys.parse(newOne), EncryptionKeys.parse(newKey('2024')), undefined]) {
      await expect(unpack(letter, jobId, packed, { ...parts, keys })).rejects.toMatchObject({
        code: 'key.unavailable',
      });
    }
    expect(rotated.seal('text', { jobId, field: 'a' })).toMatch(/^v1\.2025(\.[\w-]+){3}$/);
  });

  it('opens in no other job and no other field, and not when a single byte of it was changed', async () => {
    const { pack, jobId, parts } = desk();
    const packed = await pack({ secret: 'kept', diary: 'too' });
    const { sealed } = packed['secret'] as { sealed: string };
    const changed = sealed
      .split('.')
      .map((part, index) => (index === 3 ? Buffer.alloc(6).toString('base64url') : part));

    for (const [id, box] of [
      [randomUUID(), packed],
      [jobId, { diary: packed['secret'] }],
      [jobId, { secret: { sealed: changed.join('.') } }],
      [jobId, { secret: { sealed: sealed.slice(0, -4) } }],
      [jobId, { secret: { sealed: 'v1.2024' } }],
    ] as const) {
      await expect(unpack(letter, id, box, parts)).rejects.toMatchObject({ code: 'key.unavailable' });
    }
  });

  it('reads no files but its own', async () => {
    const { jobId, parts, storage } = desk();
    await storage.write(inputFolder('other'), '"theirs"');

    const forged = { text: { file: 'jobs/other/input', sealed: false } };

    await expect(unpack(letter, jobId, forged, parts)).rejects.toMatchObject({ code: 'storage.missing' });
  });
});

describe('a packed output', () => {
  it('comes back as it was, and shows only what is not sensitive', async () => {
    const { jobId, parts } = desk();
    const output = { copy: { of: 'a letter' }, pages: 3 };

    const packed = await packOutput(letter, jobId, output, parts);

    expect(JSON.stringify(packed)).not.toMatch(/letter/);
    expect(await unpackOutput(letter, jobId, packed, parts)).toEqual(output);
    expect(shownOutput(letter, packed)).toEqual({ copy: '[sealed]', pages: 3 });
    const keyless = desk('').parts;
    expect(await packOutput(letter, jobId, 7, keyless)).toBe(7);
    expect(await packOutput(letter, jobId, undefined, keyless)).toBe(undefined);
    await expect(packOutput(letter, jobId, output, keyless)).rejects.toThrow('ENCRYPTION_KEYS');
  });

  it('keeps in storage what is large, beside the input of the same name', async () => {
    const house = desk();
    const { jobId, parts } = house;
    const output = { text: long, copy: 'short', pages: 3 };
    await house.pack({ text: `${long}!` });

    const packed = await packOutput(letter, jobId, output, parts);

    expect(files(house).map((file) => file.replace(/[0-9a-f]{32}/, '#'))).toEqual([
      `jobs/${jobId}/input/text.#.json`,
      `jobs/${jobId}/output/text.#.json`,
    ]);
    expect(JSON.stringify(packed).length).toBeLessThan(500);
    expect(shownOutput(letter, packed)).toEqual({ text: '[large]', copy: '[sealed]', pages: 3 });
    expect(await unpackOutput(letter, jobId, packed, parts)).toEqual(output);
  });

  it('is refused above 32 KB', async () => {
    const { jobId, parts } = desk();

    await expect(packOutput(letter, jobId, { pages: 'x'.repeat(33_000) }, parts)).rejects.toMatchObject({
      code: 'job.badOutput',
    });
    await expect(packOutput(letter, jobId, 'x'.repeat(33_000), parts)).rejects.toMatchObject({ code: 'job.badOutput' });
  });
});

describe('keys', () => {
  it.each([
    ['no id', randomBytes(32).toString('base64')],
    ['too short a key', `a:${randomBytes(16).toString('base64')}`],
    ['two keys of one id', `${oldKey},${oldKey}`],
    ['nothing', ''],
  ])('are refused with %s, and the fault does not repeat them', (_name, text) => {
    expect(() => EncryptionKeys.parse(text)).toThrow(/^(keys look like|key a has 16|there are two keys 2024)/);
  });
});

const inputFolderFile = (packed: Record<string, unknown>, field: string) =>
  (packed[field] as { file: Parameters<FakeStorage['size']>[0] }).file;
