import type { TimeRange } from '@polyspool/contracts/time-range';
import { cpuSecondsOf, ownCpuSecondsOf } from '../cpu.ts';
import type { RunFile } from '../../start/run-file.ts';
import { runBareCommands } from './bare-commands.ts';
import type { BareRun } from './bare-commands.ts';
import { bytesIn, bytesMovedBy, moved } from './bytes-moved.ts';
import type { BytesMoved } from './bytes-moved.ts';
import { slotsOf } from './fresh-systems.ts';
import type { FreshSystem, FreshSystems } from './fresh-systems.ts';
import type { Recording } from './make-recording.ts';
import { clientOf, firstSubtitlesSeconds, likeTheBareCommands, runVideo, secondsOf } from './run-video.ts';
import { stageTimes } from './stage-times.ts';
import type { Submitted } from './stage-times.ts';

export interface SlotsRun {
  readonly slots: number;
  readonly seconds: number;
  readonly firstSubtitlesSeconds: number;
  readonly chunks: readonly TimeRange[];
  readonly stages: ReadonlyMap<string, number>;
  /** The worker with all that it started. */
  readonly workerCpuSeconds: number;
  /** The worker's own process alone. */
  readonly ownCpuSeconds: number;
  /** Gateway, job-status, maintenance, Postgres and Redis. */
  readonly controlCpuSeconds: number;
  readonly copies: Copies;
}

export interface Copies {
  readonly uploadBytes: number;
  readonly gateway: BytesMoved;
  readonly worker: BytesMoved;
  /** What the storage has grown by, the upload among it. */
  readonly storedBytes: number;
}

export interface PairedRun {
  readonly ours: SlotsRun;
  readonly bare: BareRun;
}

/** The recording through the system with one slot, then the bare commands on the same chunks, while the system stands idle. */
export function measurePair(systems: FreshSystems, recording: Recording): Promise<PairedRun> {
  return systems.with(slotsOf(1), async (system) => {
    const ours = await measureRun(system, recording, 1);
    console.log('  The bare commands ...');
    return { ours, bare: await runBareCommands(recording, ours.chunks, system.folder) };
  });
}

export const measureSlots = (systems: FreshSystems, recording: Recording, slots: number): Promise<SlotsRun> =>
  systems.with(slotsOf(slots), (system) => measureRun(system, recording, slots));

async function measureRun({ run, storageFolder }: FreshSystem, recording: Recording, slots: number): Promise<SlotsRun> {
  const gateway = run.pids.gateway!;
  const worker = run.pids['video-worker']!;
  const ofGateway = bytesMovedBy(gateway);
  const upload = await clientOf(run).upload(recording.path);
  const gatewayMoved = moved(ofGateway, bytesMovedBy(gateway));
  const before = { moved: bytesMovedBy(worker), cpu: cpuOf(run) };
  console.log(`  ${slots} ${slots === 1 ? 'slot' : 'slots'} ...`);
  const submitted = await runVideo(run, upload.id, likeTheBareCommands);
  const after = cpuOf(run);
  return {
    slots,
    seconds: secondsOf(submitted),
    firstSubtitlesSeconds: firstSubtitlesSeconds(submitted),
    chunks: rangesOf(submitted),
    stages: stageTimes(submitted, slots),
    workerCpuSeconds: after.worker - before.cpu.worker,
    ownCpuSeconds: after.own - before.cpu.own,
    controlCpuSeconds: after.control - before.cpu.control,
    copies: {
      uploadBytes: upload.bytes,
      gateway: gatewayMoved,
      worker: moved(before.moved, bytesMovedBy(worker)),
      storedBytes: bytesIn(storageFolder),
    },
  };
}

function cpuOf({ pids, storePids }: RunFile) {
  const { 'video-worker': worker, ...others } = { ...pids, ...storePids };
  const control = Object.values(others).reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
  return { worker: cpuSecondsOf(worker!), own: ownCpuSecondsOf(worker!), control };
}

/** As each chunk's job was told. */
const rangesOf = ({ children }: Submitted): TimeRange[] =>
  children
    .map(({ input }) => ({ startSeconds: Number(input.startSeconds), endSeconds: Number(input.endSeconds) }))
    .toSorted((one, other) => one.startSeconds - other.startSeconds);
