import type { ConformanceSystem } from '../conformance/conformance-system.ts';
import { askForOthers } from './ask-for-others.ts';
import { fuzzLinks } from './fuzz-links.ts';
import { OperationFuzz } from './fuzz-operations.ts';
import { fuzzSockets } from './fuzz-sockets.ts';
import { FuzzedSystem } from './fuzzed-system.ts';

/** A few rounds of `npm run fuzz`, always the same. */
export function fuzz(system: ConformanceSystem) {
  describe('asked what nobody should ask', () => {
    let fuzzed: FuzzedSystem;
    beforeAll(async () => {
      fuzzed = await FuzzedSystem.open(system);
    }, 60_000);

    it('opens nothing by a link that is another than it was given out', async () => {
      expect(await fuzzLinks(fuzzed, { seed: 1, rounds: 30 })).toEqual([]);
    }, 60_000);

    it('hears anything on its live channels, and tells nobody of others there', async () => {
      expect(await fuzzSockets(fuzzed, { seed: 1, rounds: 8 })).toEqual([]);
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
