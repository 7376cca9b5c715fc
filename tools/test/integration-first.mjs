import TestSequencer from '@jest/test-sequencer';

/** Long suites last would leave the other workers with nothing to do. */
export default class IntegrationFirst extends TestSequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    const isLong = ({ path }) => path.includes('.int.spec.');
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
