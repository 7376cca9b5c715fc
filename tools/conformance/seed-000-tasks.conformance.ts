import { validate } from 'uuid';
import type { ConformanceSystem } from './conformance-system.ts';
import { hasEnded, type TaskStatus } from './task-status.ts';

/** The tasks of the language-learning application, called by their names as its Python shell did. */
export function seed000Tasks(system: ConformanceSystem) {
  describe('seed 000, its tasks by name', () => {
    it('debug_task: an id that is a UUID, and the answer within 10 s (R040, R049, R052)', async () => {
      const asked = { key: system.adminKey };
      const id = await system.delay('tasks.debug_task', {}, asked);

      expect(validate(id)).toBe(true);
      expect(await system.result(id, asked)).toEqual({ status: 'success', message: 'Celery is working!' });
    }, 10_000);

    it('process_video_chunk: a chunk of a video with its messages (R053, R059, R060, R061, R063, R064, R074)', async () => {
      const id = await system.delay('tasks.process_video_chunk', {
        ...{ video_path: '/path/to/test_video.mp4', start_time: 10.0, end_time: 14.0, user_id: 1, video_id: 1 },
        ...{ chunk_number: 2, total_chunks: 3, source_lang: 'en' },
      });
      const answers = await system.follow<TaskStatus>(`/api/tasks/${id}/status`, hasEnded, 25);

      const told = new Set((await system.messages(id)).filter((message) => message.includes('hunk')));
      const [first, ...between] = told;
      expect([first, between.pop()]).toEqual(['Starting chunk 2/3...', 'Chunk 2 completed!']);
      expect(between.length).toBeGreaterThan(0);
      expect(between.filter((message) => !message.startsWith('Chunk 2: '))).toEqual([]);
      const { result } = answers.at(-1)!.body;
      expect(result).toMatchObject({ status: 'completed', chunk_number: 2 });
      expect([result!.vocabulary_count > 0, result!.segments_count > 0]).toEqual([true, true]);
      expect((await system.get(result!.subtitles_path)).status).toBe(200);
    }, 60_000);

    it('batch_translate_segments: each segment keeps its fields and gains a translation (R066, R068, R069)', async () => {
      const segments = ['The house is white.', 'I have a dog.'].map((text, start) => ({ text, start, speaker: 'A' }));
      const id = await system.delay('tasks.batch_translate_segments', {
        segments,
        source_lang: 'en',
        target_lang: 'es',
      });

      const translation = expect.stringMatching(/\w/) as string;
      expect(await system.result(id)).toMatchObject(segments.map((segment) => ({ ...segment, translation })));
      expect(await system.messages(id)).toContain('Translated 2/2 segments');
    }, 30_000);

    it('extract_vocabulary_from_text: words with levels, and which of them are known (R070, R072, R073)', async () => {
      const word = { language: 'en', lemma: 'garden', state: 'known' };
      expect((await system.post('/v1/vocabulary', { items: [word] })).status).toBe(200);
      const text = 'The children play in the garden. A garden needs water.';
      const all = await system.delay('tasks.extract_vocabulary_from_text', { text, language: 'en', user_id: 1 });
      const some = await system.delay('extract_vocabulary_from_text', {
        text,
        language: 'en',
        difficulty_filter: 'B2',
      });

      const { vocabulary_count: count, words } = await system.result<Extracted>(all);
      expect(count).toBe(words.length);
      expect(words.find(({ lemma }) => lemma === 'garden')).toMatchObject({ word: 'garden', known: true });
      expect(words.find(({ lemma }) => lemma === 'child')).toMatchObject({ word: 'children', known: false });
      const levels = (await system.result<Extracted>(some)).words.map(({ difficulty_level: level }) => level);
      expect(levels.filter((level) => level !== 'B2')).toEqual([]);
    }, 30_000);

    it('ten at once all end well (R108)', async () => {
      const texts = Array.from({ length: 10 }, (_, index) => `Sentence ${index} is about a garden.`);
      const ids = await Promise.all(
        texts.map((text) => system.delay('extract_vocabulary_from_text', { text, language: 'en' })),
      );

      const results = await Promise.all(ids.map((id) => system.result<Extracted>(id)));
      expect(results.every(({ vocabulary_count: count }) => count > 0)).toBe(true);
    }, 30_000);

    it('are tried and limited as they were, and their queue has its name (R028, R029, R054, R067, R071, R074, R121)', async () => {
      const limits = await system.limitsOf('video.processChunk', 'video.translateSegments', 'vocabulary.extract');
      expect(limits).toMatchObject([
        { attempts: 4, softSeconds: 3300, hardSeconds: 3600 },
        { attempts: 3 },
        { attempts: 3 },
      ]);

      const { body } = await system.get<{ 'task-types': string[] }>('/api/task/types');
      expect(body['task-types']).toEqual(
        expect.arrayContaining(['debug_task', 'process_video_chunk', 'batch_translate_segments']),
      );
      const asked = { key: system.adminKey };
      for (const task of ['active', 'reserved']) {
        expect((await system.get(`/v1/admin/tasks/${task}?queue=celery`, asked)).status).toBe(200);
      }
      const purged = await system.post('/v1/admin/queues/celery/purge', { dryRun: true }, asked);
      expect([purged.status, purged.body]).toEqual([200, { matched: expect.any(Number), cancelled: 0 }]);
    });
  });
}

interface Extracted {
  readonly vocabulary_count: number;
  readonly words: readonly { readonly lemma: string; readonly difficulty_level: string | null }[];
}
