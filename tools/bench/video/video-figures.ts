import type { Figure } from '../figures.ts';
import type { Copies, PairedRun, SlotsRun } from './measure-slots.ts';
import type { Crowd } from './measure-crowd.ts';
import type { MemoryRun } from './measure-memory.ts';

export interface Section {
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** Of several rounds the fastest: what else the machine does only ever adds. */
export const fastest = <Run extends { readonly seconds: number }>(runs: readonly Run[]): Run =>
  runs.reduce((best, one) => (one.seconds < best.seconds ? one : best));

/** Each number of slots against the bare commands, one after the other. */
export function slotsSection(pairs: readonly PairedRun[], others: readonly SlotsRun[], facts: Facts): Section {
  const { mediaSeconds, cores } = facts;
  const bare = fastest(pairs.map((pair) => pair.bare));
  const runs = [fastest(pairs.map((pair) => pair.ours)), ...others];
  const figures = runs.flatMap(({ slots, seconds, firstSubtitlesSeconds }): Figure[] => {
    const speedup = bare.seconds / seconds;
    const name = `${slots} ${slots === 1 ? 'slot' : 'slots'}`;
    return [
      { name: `${name}: to the end`, unit: 's', ours: seconds, peer: bare.seconds, realTime: seconds / mediaSeconds },
      { name: `${name}: times as fast as the bare commands`, unit: '×', ours: speedup },
      { name: `${name}: the same for each core in use`, unit: '%', ours: (100 * speedup) / Math.min(slots, cores) },
      { name: `${name}: subtitles of the first chunk`, unit: 's', ours: firstSubtitlesSeconds },
    ];
  });
  return { title: 'Slots, against the same tools one after the other', figures };
}

export interface Facts {
  readonly mediaSeconds: number;
  readonly cores: number;
}

/** What the pipeline costs beyond its tools. */
export function overheadSection(pairs: readonly PairedRun[]): Section {
  const ours = fastest(pairs.map((pair) => pair.ours));
  const bare = fastest(pairs.map((pair) => pair.bare));
  const seconds = ours.seconds - bare.seconds;
  const apart = pairs.map((pair) => pair.ours.seconds - pair.bare.seconds).map((each) => each.toFixed(1));
  const engines = (stages: ReadonlyMap<string, number>) => stages.get('chunks: transcribe') ?? 0;
  const cpu = { unit: 's', peer: bare.cpuSeconds } as const;
  return {
    title: 'Overhead of one slot over the bare commands',
    figures: [
      { name: 'Overhead', unit: 's', ours: seconds },
      { name: 'Overhead', unit: '%', ours: (100 * seconds) / bare.seconds },
      { name: `Overhead of each round: ${apart.join(', ')} s; mean`, unit: 's', ours: mean(apart.map(Number)) },
      {
        name: 'All but the transcription',
        unit: 's',
        ours: ours.seconds - engines(ours.stages),
        peer: bare.seconds - engines(bare.stages),
      },
      { name: 'Processor time of the worker and its tools', ...cpu, ours: ours.workerCpuSeconds },
      { name: "Of it the worker's own process", unit: 's', ours: ours.ownCpuSeconds },
      { name: 'Processor time of all other services', unit: 's', ours: ours.controlCpuSeconds },
    ],
  };
}

/** Where the time of one slot goes, beside the same stage of the bare commands. */
export function profileSection(pairs: readonly PairedRun[], { mediaSeconds }: Facts): Section {
  const ours = fastest(pairs.map((pair) => pair.ours));
  const bare = fastest(pairs.map((pair) => pair.bare));
  const figures = [...ours.stages].map(([name, seconds]): Figure => {
    const share = `${name} (${((100 * seconds) / ours.seconds).toFixed(1)} %)`;
    return { name: share, unit: 's', ours: seconds, peer: bare.stages.get(name), realTime: seconds / mediaSeconds };
  });
  return { title: 'Where the time of one slot goes', figures };
}

export function memorySection(runs: readonly MemoryRun[]): Section {
  const figures = runs.flatMap(({ seconds, engine, idleMiB, processMiB, treeMiB }): Figure[] => {
    const name = `${length(seconds)}, ${engine}`;
    return [
      { name: `${name}: worker process (idle ${idleMiB.toFixed(0)})`, unit: 'MiB', ours: processMiB },
      { name: `${name}: with all that it started`, unit: 'MiB', ours: treeMiB },
    ];
  });
  return { title: 'Most memory at once, 4 slots', figures };
}

export function copiesSection({ uploadBytes, gateway, worker, storedBytes }: Copies): Section {
  const perByte = (name: string, bytes: number): Figure => ({ name, unit: '×', ours: bytes / uploadBytes });
  return {
    title: `Bytes moved for each byte of the upload (${(uploadBytes / 1024 ** 2).toFixed(0)} MiB)`,
    figures: [
      perByte('Gateway, upload: read', gateway.read),
      perByte('Gateway, upload: written', gateway.written),
      perByte('Gateway, upload: of that to disk', gateway.toDisk),
      perByte('Worker and its tools, job: read', worker.read),
      perByte('Worker and its tools, job: written', worker.written),
      perByte('Worker and its tools, job: of that to disk', worker.toDisk),
      perByte('Storage at the end, upload included', storedBytes),
    ],
  };
}

export function crowdSection(crowd: Crowd): Section {
  const { videos, mediaSeconds, seconds, videoSeconds, firstSubtitlesSeconds } = crowd;
  const all = seconds / (videos * mediaSeconds);
  return {
    title: `${videos} recordings of ${length(mediaSeconds)} at once, 4 slots`,
    figures: [
      { name: 'From the submission to the last end', unit: 's', ours: seconds, realTime: all },
      { name: 'The first that ended', unit: 's', ours: Math.min(...videoSeconds) },
      { name: 'First subtitles of the first', unit: 's', ours: Math.min(...firstSubtitlesSeconds) },
      { name: 'First subtitles of the last', unit: 's', ours: Math.max(...firstSubtitlesSeconds) },
      { name: 'Longest time without news of any', unit: 's', ours: crowd.longestSilenceSeconds },
      { name: 'Longest time without news of one', unit: 's', ours: crowd.longestWaitSeconds },
    ],
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

const length = (seconds: number) => (seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`);
