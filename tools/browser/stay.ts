import { WholeSystem } from '../test/whole-system.ts';
const s = await WholeSystem.start({ QUEUE_VIDEO_CONCURRENCY: '2' });
console.log(JSON.stringify(s.run));
console.log(s.stateFolder);
process.on('SIGTERM', () => void s.stop().then(() => process.exit(0)));
setTimeout(() => void s.stop().then(() => process.exit(0)), 3_000_000);
