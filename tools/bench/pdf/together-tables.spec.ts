import type { Together } from './bench-together.ts';
import { togetherTables } from './together-tables.ts';

const run = { file: 'a.pdf', targetLanguage: 'es', pages: 4, seconds: 2 };
const found: Together = {
  alone: [{ ...run, file: 'empty.pdf', pages: 0, refused: 'document.nothingToTranslate' }],
  together: [run, { ...run, targetLanguage: 'fr' }],
  wallSeconds: 4,
  cpuSeconds: 6.6,
  memory: { idleMiB: 150, processMiB: 200.4, treeMiB: 900 },
  engineCalls: 3,
  forecasts: { alone: [], together: [0.8, 1.1, 2] },
};

describe('the table of documents at once', () => {
  const table = togetherTables(found);

  it('says what became of each', () => {
    expect(table).toMatch(/^empty\.pdf \(es\) +0 pages +2\.0 s {2}document\.nothingToTranslate$/m);
    expect(table).toMatch(/^a\.pdf \(fr\) +4 pages +2\.0 s$/m);
  });

  it('says what all took', () => {
    expect(table).toContain(
      '2 documents at once, 8 pages: 4.0 s, 2.0 pages/s, 7 s of processor time, 3 calls of the engine',
    );
    expect(table).toContain('worker 200 MiB (idle 150 MiB), with all that it started 900 MiB');
  });

  it('says how far forecasts were off, whether they said too much or too little', () => {
    expect(table).toContain('one by one: none was told');
    expect(table).toContain('at once: p50 20 %, p90 100 % off; took 1.10 times as long (median of 3)');
  });
});
