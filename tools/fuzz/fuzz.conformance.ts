import type { ConformanceSystem } from '../conformance/conformance-system.ts';
import { askForOthers } from './ask-for-others.ts';
import { OperationFuzz } from './fuzz-operations.ts';
import { FuzzedSystem } from './fuzzed-system.ts';

/** A few rounds of `npm run fuzz`, always the same. */
export function fuzz(system: ConformanceSystem) {
  describe('asked what nobody should ask', () => {
    let fuzzed: FuzzedSystem;
    beforeAll(async () => {
      fuzzed = await FuzzedSystem.open(system);
    }, 60_000);

    it('answers every operation as its document says', async () => {
      const { findings, statuses } = await new OperationFuzz(fuzzed, { seed: 1, rounds: 3 }).run();

      expect(findings).toEqual([]);
      expect(statuses.size).toBe(fuzzed.document.operations.length);
    }, 120_000);

    it('shows nobody what is somebody else’s, and makes nothing of it', async () => {
      expect(await askForOthers(fuzzed, 1)).toEqual([]);
    }, 60_000);

    it('is as well afterwards as it was before, and has broken nowhere inside', async () => {
      expect(await fuzzed.harm()).toEqual([]);
    }, 60_000);
  });
}
