import { pdfJobs } from '@polyspool/contracts/pdf';
import { runJob } from '@polyspool/jobs/testing';
import { RuleToneCustomizer } from '@polyspool/providers/tone/rule-tone-customizer';
import { DiskStorage } from '@polyspool/storage/disk-storage';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CustomizeTone } from './customize-tone.js';

const blocks = [
  { id: '1-0', text: [{ text: "We don't know " }, { formula: 0 }] },
  { id: '1-1', text: [{ text: 'Page 1' }] },
];

describe('CustomizeTone', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'customize-tone-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  const run = (input: object) =>
    runJob(
      pdfJobs.customizeTone,
      new CustomizeTone(new RuleToneCustomizer()),
      { blocks, ...input },
      { storage: new DiskStorage(folder) },
    );

  it('says texts in the tone that was asked for, and how many it has changed', async () => {
    const { output } = await run({ language: 'en', tone: 'formal' });

    expect(output).toEqual({
      blocks: [{ id: '1-0', text: [{ text: 'We do not know ' }, { formula: 0 }] }, blocks[1]],
      changedBlocks: 1,
      customizer: { engine: 'rules', version: expect.any(String), quality: 'draft' },
      warnings: [],
    });
  });

  it('leaves texts as they are where nobody can, and warns', async () => {
    const { output } = await run({ language: 'de', tone: 'formal' });

    expect(output).toMatchObject({ blocks, changedBlocks: 0, warnings: [{ code: 'engine.unsupportedTone' }] });
  });
});
