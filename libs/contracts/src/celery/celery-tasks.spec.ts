import { catalogue } from '../catalogue.js';
import { AppError } from '../errors.js';
import { celeryTaskNamed, celeryTasks, requestOf, taskResultOf } from './celery-tasks.js';

const call = (name: string, args: unknown[], kwargs: Record<string, unknown> = {}) =>
  requestOf(celeryTaskNamed(name)!, { args, kwargs }).input;
const finished = (input: object, output: unknown) => ({
  input: { ...input },
  output,
  files: [],
  known: new Set<string>(),
});

describe('the tasks of the systems before this one', () => {
  it('are kinds of the catalogue, each with or without its module', () => {
    for (const [name, task] of celeryTasks) {
      expect(catalogue.get(task.job.name)).toBe(task.job);
      expect(celeryTaskNamed(`some.module.${name}`)).toBe(task);
    }
    expect(celeryTaskNamed('tasks.')).toBeUndefined();
    expect(celeryTaskNamed('toString')).toBeUndefined();
  });

  it('take their arguments as Python does (R059, R070, R072)', () => {
    const chunk = ['movie.mp4', 0, 10, 1, 1];
    const asked = { uploadId: 'movie.mp4', startSeconds: 0, endSeconds: 10, chunkNumber: 2, totalChunks: 3 };

    expect(call('tasks.process_video_chunk', [...chunk, 2, 3])).toMatchObject(asked);
    expect(call('tasks.process_video_chunk', chunk, { chunk_number: 2, total_chunks: 3 })).toMatchObject(asked);
    expect(call('extract_vocabulary_from_text', ['Der Hund', 'de', 1, 'B1'])).toEqual({
      ...{ text: 'Der Hund', language: 'de', levels: ['B1'] },
    });
    expect(call('extract_vocabulary_from_text', ['Der Hund', 'de', 1, null])).toEqual({
      text: 'Der Hund',
      language: 'de',
    });
    expect(() => call('cleanup_old_files', [7], { days: 8 })).toThrow(AppError);
  });

  it('know what else there is of an expression for a slide (R137)', () => {
    const content_data = { title: 'T', expression: 'break the ice', example_translation: 'x', level: 'B2', rank: 3 };

    expect(call('generate_educational_slides', [content_data])).toEqual({
      ...{ title: 'T', expression: 'break the ice', exampleTranslation: 'x' },
      extra: { level: 'B2', rank: '3' },
    });
  });

  it('answer what they did (R068, R073, R138)', () => {
    const entry = { kind: 'word', partOfSpeech: 'NOUN', count: 1, example: { text: '' } };
    const entries = [
      { ...entry, lemma: 'child', forms: ['children'], cefr: { level: 'A1', method: 'list', confidence: 1 } },
      { ...entry, lemma: 'oak', forms: [] },
    ];
    const vocabulary = { vocabularyCount: 2, vocabulary: { language: 'en', analyser: '', entries }, warnings: [] };

    expect(
      taskResultOf('vocabulary.extract', { ...finished({}, vocabulary), known: new Set(['child']) }),
    ).toMatchObject({
      vocabulary_count: 2,
      words: [
        { word: 'children', lemma: 'child', difficulty_level: 'A1', known: true },
        { word: 'oak', lemma: 'oak', difficulty_level: null, known: false },
      ],
    });
    const segments = [{ text: 'a', translation: 'b', speaker: 1 }];
    expect(taskResultOf('video.translateSegments', finished({}, { segments, translator: {} }))).toEqual(segments);
    const removed = { files: 2, bytes: 10, rows: 0, dryRun: false, examples: [] };
    expect(taskResultOf('maintenance.cleanupOldFiles', finished({}, removed))).toMatchObject({
      ...{ status: 'success', message: 'Removed 2 files with 10 bytes' },
    });
    expect(taskResultOf('some.other', finished({}, 'as it is'))).toBe('as it is');
  });
});
