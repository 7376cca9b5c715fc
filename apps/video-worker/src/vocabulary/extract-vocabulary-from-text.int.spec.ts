import { vocabularyJobs } from '@polyspool/contracts/vocabulary';
import { runJob, type Report } from '@polyspool/jobs/testing';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { FreedictDictionary } from '@polyspool/providers/lexicon/freedict-dictionary';
import { ApertiumTranslator } from '@polyspool/providers/translator/apertium-translator';
import { DiskStorage } from '@polyspool/storage/disk-storage';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openLexicon } from '../engines/open-lexicon.js';
import { openWordAnalyser } from '../engines/open-word-analyser.js';
import { ExtractVocabularyFromText } from './extract-vocabulary-from-text.js';
import { VocabularyEngines } from './vocabulary-engines.js';

const translator = new ApertiumTranslator();
let folder: string;
let handler: ExtractVocabularyFromText;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vocabulary-'));
  const analyser = openWordAnalyser({});
  const engines = new VocabularyEngines(analyser, openLexicon(analyser, {}), new FreedictDictionary(), translator);
  handler = new ExtractVocabularyFromText(engines);
});

afterAll(async () => {
  await translator.close();
  await rm(folder, { recursive: true, force: true });
});

const run = (input: object, onReport?: (report: Report) => void) =>
  runJob(vocabularyJobs.extract, handler, input, { storage: new DiskStorage(folder), ...(onReport && { onReport }) });

/** English words that are common enough to stay as they are. */
const story =
  'The old man gave up smoking when his children were born. "I have never looked back," he told Anna on Monday. ' +
  'They were living in a small house near the river, and every night he walked through the garden with his dog.\n';

describe('vocabulary.extract', () => {
  it('finds the words of a text with lemma, level, frequency and gloss', async () => {
    const { output } = await run({ text: story, language: 'en', targetLanguage: 'es' });

    expect(output.vocabularyCount).toBe(output.vocabulary.entries.length);
    const entryOf = (lemma: string) => output.vocabulary.entries.find((entry) => entry.lemma === lemma);
    expect(entryOf('child')).toMatchObject({
      forms: ['children'],
      partOfSpeech: 'NOUN',
      count: 1,
      cefr: { level: 'A1', method: 'rank-band' },
      gloss: { text: 'niño', source: 'FreeDict' },
      example: { text: 'The old man gave up smoking when his children were born.' },
    });
    expect(entryOf('give up')).toMatchObject({ kind: 'phrasalVerb', cefr: { method: 'estimate' } });
    expect(entryOf('through')).toMatchObject({ partOfSpeech: 'ADP' });
    expect(entryOf('Monday')).toMatchObject({ forms: ['Monday'] });
    expect(output.vocabulary.entries.map(({ lemma }) => lemma.toLowerCase())).not.toContain('anna');
    expect(output.vocabulary.entries.filter(({ gloss }) => gloss?.source === 'apertium').length).toBeGreaterThan(0);
  });

  it('keeps only the levels that are asked for', async () => {
    const { output } = await run({ text: story, language: 'en', levels: ['A1', 'A2'] });

    expect(output.vocabularyCount).toBeGreaterThan(5);
    expect(new Set(output.vocabulary.entries.map(({ cefr }) => cefr?.level))).toEqual(new Set(['A1', 'A2']));
  });

  it.each([
    [
      'es',
      'Los niños comieron las manzanas. Echó de menos a su madre. Me di cuenta de que tenía mucha hambre.',
      ['niño', 'manzana', 'echar de menos', 'darse cuenta', 'tener hambre'],
    ],
    [
      'de',
      'Die Kinder hörten nicht auf zu singen. Peter hat in Berlin die größten Häuser gesehen.',
      ['Kind', 'aufhören', 'singen', 'groß', 'Haus', 'sehen'],
    ],
  ])('knows %s', async (language, text, lemmas) => {
    const { output } = await run({ text, language });

    expect(output.vocabulary.entries.map(({ lemma }) => lemma)).toEqual(expect.arrayContaining(lemmas));
    expect(output.vocabulary.entries.find(({ lemma }) => lemma === lemmas[0])).toMatchObject({
      cefr: { method: 'estimate' },
    });
    expect(output.vocabulary.entries.filter(({ lemma }) => ['Peter', 'Berlin'].includes(lemma))).toEqual([]);
  });

  it('refuses a language that nobody here can analyse', async () => {
    await expect(run({ text: 'చలి', language: 'te' })).rejects.toMatchObject({ code: 'engine.unsupportedLanguage' });
  });

  it('lets other work have its turn all the while it reads 2 MB', async () => {
    const text = story.repeat(Math.floor(2_000_000 / story.length));
    const reports: Report[] = [];
    let turns = 0;
    let isReading = true;
    const counting = (async () => {
      for (; isReading; turns += 1) await setImmediate();
    })();

    const { output } = await run({ text, language: 'en' }, (report) => reports.push(report));

    isReading = false;
    await counting;
    const man = output.vocabulary.entries.find(({ lemma }) => lemma === 'man');
    expect(man?.count).toBe(Math.floor(2_000_000 / story.length));
    expect(reports.filter(({ step }) => step === 'analyse').length).toBeGreaterThan(10);
    expect(turns).toBeGreaterThan(text.length / 8_000);
  }, 120_000);

  it('is done once for the same text', () =>
    withTemporaryFolder('vocabulary', async (other) => {
      const storage = new DiskStorage(other);
      const input = { text: story, language: 'en' };

      const first = await runJob(vocabularyJobs.extract, handler, input, { storage });
      const second = await runJob(vocabularyJobs.extract, handler, input, { storage });

      expect(second.output).toEqual(first.output);
      expect(second.reported.filter(({ fraction }) => fraction > 0)).toEqual([]);
    }));
});
