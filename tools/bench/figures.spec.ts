import { figuresTable, quantile } from './figures.ts';

const cellsIn = (table: string) =>
  table.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('figures', () => {
  it('take quantiles from values, whatever their order', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

    expect(quantile(hundred, 0.5)).toBe(51);
    expect(quantile(hundred, 0.99)).toBe(100);
    expect(quantile([7], 0.99)).toBe(7);
  });

  it('show a ratio only where the peer has the same figure', () => {
    const table = figuresTable(
      [
        { name: 'Submit', unit: 'ms', ours: 3, peer: 1.5 },
        { name: 'Upload', unit: 'MiB/s', ours: 120 },
      ],
      'Celery',
    );

    const [head, , submit, upload] = cellsIn(table);
    expect(head).toEqual(['', 'Polyspool', 'Celery', 'ratio']);
    expect(submit).toEqual(['Submit', '3.0 ms', '1.5 ms', '2.00']);
    expect(upload).toEqual(['Upload', '120 MiB/s', '', '']);
  });

  it('show the queue alone beside those that have such a figure', () => {
    const table = figuresTable([
      { name: 'Drain', unit: '/s', ours: 3_000, raw: 12_000 },
      { name: 'Submit', unit: 'ms', ours: 3 },
    ]);

    const [head, , drain, submit] = cellsIn(table);
    expect(head).toEqual(['', 'Polyspool', 'BullMQ', 'ratio']);
    expect(drain).toEqual(['Drain', '3000 /s', '12000 /s', '0.25']);
    expect(submit).toEqual(['Submit', '3.0 ms', '', '']);
  });

  it('show how long a recording takes for each of its seconds', () => {
    const table = figuresTable([
      { name: 'Probe', unit: 's', ours: 0.12, realTime: 0.0002 },
      { name: 'Written', unit: '×', ours: 0.0521 },
    ]);

    const [head, , probe, written] = cellsIn(table);
    expect(head).toEqual(['', 'Polyspool', 'real time']);
    expect(probe).toEqual(['Probe', '0.1 s', '0.0002']);
    expect(written).toEqual(['Written', '0.052 ×', '']);
  });

  it('leave the peer out where there is none', () => {
    expect(figuresTable([{ name: 'Submit', unit: 'ms', ours: 3 }])).not.toContain('ratio');
  });
});
