import { checkpointOf, isCheckpoint } from './checkpoint.js';

const made = { name: 'dream_v8', hash: '31e35c80fc' };

describe('a checkpoint', () => {
  it.each([
    'dream_v8',
    'dream_v8.safetensors',
    'dream_v8.safetensors [31e35c80fc]',
    'xl/dream_v8.ckpt',
    'xl\\dream_v8.ckpt',
    'dream_v8.safetensors [7460a6fa]',
    '31e35c80fc',
    '31e35c80fca4829d14f90153f4cd4505b6c3b2b5',
  ])('is that which is called %s', (asked) => {
    expect(isCheckpoint(asked, made)).toBe(true);
  });

  it.each([
    'dream',
    'dream_v80',
    'a_dream_v8',
    'other.safetensors [31e35c80fc]',
    'dream_v8.safetensors [879db523c3]',
    '31e35c80fd',
    '31',
    '',
  ])('is not that which is called %j', (asked) => {
    expect(isCheckpoint(asked, made)).toBe(false);
  });

  it('has the short hash, wherever it stands', () => {
    const base = { name: 'base', hash: '31e35c80fc' };

    expect(checkpointOf('base.safetensors [31e35c80fc]', null)).toEqual(base);
    expect(checkpointOf('xl/base.safetensors', '31e35c80fca4829d14f9')).toEqual(base);
    expect(checkpointOf('base', undefined)).toEqual({ name: 'base' });
  });
});
