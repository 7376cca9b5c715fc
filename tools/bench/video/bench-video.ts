import { availableParallelism } from 'node:os';
import { figuresTable } from '../figures.ts';
import type { FreshSystems } from './fresh-systems.ts';
import { makeRecording } from './make-recording.ts';
import { measureCrowd } from './measure-crowd.ts';
import { measureMemory } from './measure-memory.ts';
import { measurePair, measureSlots } from './measure-slots.ts';
import type { PairedRun } from './measure-slots.ts';
import {
  copiesSection,
  crowdSection,
  memorySection,
  overheadSection,
  profileSection,
  slotsSection,
} from './video-figures.ts';
import type { Section } from './video-figures.ts';

export interface VideoBench {
  readonly systems: FreshSystems;
  /** Of the recording that the times are taken with. */
  readonly minutes: number;
  readonly rounds: number;
}

/** A recording from its submission to its subtitles: how fast, how much faster with more slots, at what cost. */
export async function benchVideo({ systems, minutes, rounds }: VideoBench): Promise<Section[]> {
  const mediaSeconds = Math.round(minutes * 60);
  const shortSeconds = Math.max(30, Math.round(mediaSeconds / 5));
  const facts = { mediaSeconds, cores: availableParallelism() };
  const recording = await makeRecording(mediaSeconds);
  const pairs: PairedRun[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    console.log(`One slot and the bare commands, round ${round} of ${rounds}:`);
    pairs.push(await measurePair(systems, recording));
  }
  console.log('More slots:');
  const others = [await measureSlots(systems, recording, 2), await measureSlots(systems, recording, 4)];
  console.log('How much memory, and eight at once:');
  const memory = [
    await measureMemory(systems, shortSeconds, 'pocketsphinx'),
    await measureMemory(systems, mediaSeconds, 'pocketsphinx'),
    await measureMemory(systems, mediaSeconds, 'fake'),
    await measureMemory(systems, 6 * mediaSeconds, 'fake'),
  ];
  const crowd = await measureCrowd(systems, shortSeconds);
  return [
    slotsSection(pairs, others, facts),
    overheadSection(pairs),
    profileSection(pairs, facts),
    memorySection(memory),
    copiesSection(pairs[0]!.ours.copies),
    crowdSection(crowd),
  ];
}

export const videoTables = (sections: readonly Section[]) =>
  sections.map(({ title, figures }) => `${title}\n${figuresTable(figures, peerOf(figures))}`).join('\n\n');

const peerOf = (figures: Section['figures']) =>
  figures.some(({ peer }) => peer !== undefined) ? 'bare tools' : undefined;

export const explainVideo = (minutes: number, rounds: number) =>
  [
    `A recording of ${minutes} min at 720p in which somebody speaks all the time; of ${rounds} rounds the fastest of each side.`,
    'Bare commands: ffprobe, ffmpeg, silero, then for each of the same chunks ffmpeg, pocketsphinx, apertium, files; one after the other.',
    'Against them vocabulary and quality report are left out; memory and the eight at once are measured with everything.',
    'Real time: seconds for each second of the recording. Progress is told four times a second, so stages are that exact.',
    'Bytes moved count files, pipes and sockets. Memory with all that it started: shared pages are divided, sampled four times a second.',
  ].join('\n');
