import { testsIn } from './find-tests.ts';
import { numbersIn } from './numbers-in.ts';
import { prove } from './prove.ts';
import type { Requirement } from './requirement.ts';

const path = 'apps/a/b.spec.ts';
const titlesIn = (text: string) => testsIn(path, text).map(({ title }) => title);
const row = (id: string, more: Partial<Requirement> = {}): Requirement => ({
  ...{ id, seed: '000', section: 'Header', text: 'Something' },
  ...more,
});

describe('the tests of the tree', () => {
  it('are found by their titles, in groups and for each of a table', () => {
    const text = `
      describe('a job', () => {
        it('ends (R001)', () => {});
        it.each([1, 2])('has %d parts', () => {});
        it.each\`a | b\`("is 'quoted'", () => {});
        it(\`is \${of} two\`, () => {});
        expect('nothing').toBe('a title');
      });
      const kill: Scenario = { name: 'kill', title: 'worker kill -9', strike: kill };`;

    expect(titlesIn(text)).toEqual([
      ...['a job', 'ends (R001)', 'has %d parts', "is 'quoted'", 'is ${of} two', 'worker kill -9'],
    ]);
  });

  it('are not those that are skipped', () => {
    expect(
      titlesIn(
        `it.skip('ends', () => {}); it.todo('begins'); describe.skip('later', () => { it('works', () => {}) });`,
      ),
    ).toEqual([]);
  });

  it.each([
    ['starts (R001, R020)', ['R001', 'R020']],
    ['tells (R265-R267, R273)', ['R265', 'R266', 'R267', 'R273']],
    ['is mended (A.7)', []],
    ['is R2 or xR001y', []],
  ])('name what they prove: %s', (title, ids) => {
    expect(numbersIn(title)).toEqual(ids);
  });
});

describe('the table of requirements', () => {
  const tests = [
    { path, title: 'ends (R001)' },
    { path, title: 'begins' },
  ];

  it('has beside each the tests that name it, and those that it names', () => {
    const { rows, faults } = prove([row('R001', { tests: [`${path}: begins`] })], tests);

    expect(rows[0]!.provedBy).toEqual(tests);
    expect(faults).toEqual([]);
  });

  it('has a fault where a row has neither test nor reason, and where there is no such test or row', () => {
    const named = row('R002', { tests: [`${path}: was renamed`], reason: 'It is written down' });

    const { faults } = prove([named, row('R003'), row('R004', { reason: 'Metadata' })], tests);

    expect(faults).toEqual([
      `R002 names a test that there is not: ${path}: was renamed`,
      `R001 is no requirement: ${path}: ends (R001)`,
      'R003 has neither a test nor a reason: Something',
    ]);
  });
});
