import { Injectable } from '@nestjs/common';
import type { TimeRange } from '@polyspool/contracts/time-range';
import type { VocabularyEntry, vocabularyJobs } from '@polyspool/contracts/vocabulary';
import type { Warning } from '@polyspool/contracts/warning';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { LocalAudio } from '@polyspool/media/local-audio';
import { LocalUpload } from '@polyspool/media/local-upload';
import { RecordingParts } from '../process/recording-parts.js';
import { transcribeRecording, type TranscribedRecording } from '../process/transcribe-recording.js';
import { CardMedia } from './card-media.js';
import { chooseEntries } from './choose-entries.js';
import type { DeckCard } from './deck-card.js';
import { inParallel } from './in-parallel.js';
import { writeApkg } from './write-apkg.js';
import { writeCsv } from './write-csv.js';

type DeckJob = RunningJob<typeof vocabularyJobs.exportDeck>;

/** Programs at once: others want the processors too. */
const atOnce = 2;

/** Cards for the words of a recording, to be learned with Anki or read as a table. */
@Injectable()
export class ExportDeck implements JobHandler<typeof vocabularyJobs.exportDeck> {
  constructor(private readonly parts: RecordingParts) {}

  async run(job: DeckJob) {
    const recording = await transcribeRecording(job, this.parts);
    const { language } = recording.transcript;
    job.report('choose', 0, 'Choosing words');
    const { chosen, beyondLimit } = chooseEntries(recording.vocabulary?.entries ?? [], job.input);
    const { format } = job.input;
    const missing =
      format === 'csv' ? await publishCsv(job, chosen, language) : await this.apkg(job, chosen, recording);
    const warnings = [...recording.warnings, ...doubtsAbout(chosen.length, beyondLimit), ...missing];
    return { format, cards: chosen.length, language, warnings };
  }

  private apkg(job: DeckJob, chosen: readonly VocabularyEntry[], recording: TranscribedRecording) {
    return withTemporaryFolder('deck', async (folder): Promise<Warning[]> => {
      const { storage } = this.parts;
      const { language, targetLanguage } = recording.transcript;
      const upload = new LocalUpload(storage, job.input.uploadId, folder);
      const audio = new LocalAudio(storage, recording.audio, folder);
      const cards = await makeCards(job, chosen, new CardMedia(job, { upload, audio, probe: recording.probe }));
      job.report('package', 0, 'Packing the deck');
      const deck = { name: job.input.name ?? language, language, targetLanguage, cards };
      const file = { name: 'deck.apkg', kind: 'deck', mediaType: 'application/vnd.anki', language } as const;
      await job.artifact(file, writeApkg(deck, { storage, folder }));
      return job.input.withPicture && recording.probe.video ? withoutPicture(cards) : [];
    });
  }
}

async function makeCards(job: DeckJob, chosen: readonly VocabularyEntry[], media: CardMedia): Promise<DeckCard[]> {
  const { withAudio, withPicture } = job.input;
  let made = 0;
  const told = () => job.report('cards', made / Math.max(1, chosen.length), `Card ${made} of ${chosen.length}`);
  told();
  const files = await inParallel(sentencesOf(chosen), atOnce, async ([sentence, words]) => {
    const sound = withAudio ? await media.sound(sentence) : undefined;
    const picture = withPicture ? await media.picture(sentence) : undefined;
    made += words;
    told();
    return [keyOf(sentence), { sound, picture }] as const;
  });
  const bySentence = new Map(files);
  return chosen.map((entry) => ({ entry, ...bySentence.get(keyOf(sentenceOf(entry))) }));
}

/** Each sentence once, with the number of its words: two words of one sentence are not cut twice, nor at the same time. */
function sentencesOf(entries: readonly VocabularyEntry[]): [sentence: TimeRange, words: number][] {
  const found = new Map<string, [TimeRange, number]>();
  for (const entry of entries) {
    const sentence = sentenceOf(entry);
    if (sentence) found.set(keyOf(sentence), [sentence, (found.get(keyOf(sentence))?.[1] ?? 0) + 1]);
  }
  return [...found.values()];
}

function sentenceOf({ example: { startSeconds, endSeconds } }: VocabularyEntry): TimeRange | undefined {
  return startSeconds === undefined || endSeconds === undefined ? undefined : { startSeconds, endSeconds };
}

const keyOf = (sentence?: TimeRange) => (sentence ? `${sentence.startSeconds} ${sentence.endSeconds}` : '');

async function publishCsv(job: DeckJob, chosen: readonly VocabularyEntry[], language: string): Promise<Warning[]> {
  job.report('package', 0, 'Writing the table');
  const file = { name: 'deck.csv', kind: 'deck', mediaType: 'text/csv', language } as const;
  await job.artifact(file, writeCsv(chosen));
  return [];
}

function doubtsAbout(cards: number, beyondLimit: number): Warning[] {
  if (cards === 0) return [{ code: 'deck.empty', detail: 'The recording has no word of those that were asked for' }];
  if (beyondLimit === 0) return [];
  return [
    { code: 'deck.limit', detail: `${beyondLimit} more words were found; the deck has the ${cards} most frequent` },
  ];
}

function withoutPicture(cards: readonly DeckCard[]): Warning[] {
  const count = cards.filter(({ picture }) => !picture).length;
  return count === 0 ? [] : [{ code: 'deck.noPicture', detail: `${count} of ${cards.length} cards have no picture` }];
}
