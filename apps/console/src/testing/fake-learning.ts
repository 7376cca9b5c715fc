import type { GlossarySummary, StoredGlossary } from '@polyspool/contracts/glossaries';
import type { KnownEntry, WordChange, WordState } from '@polyspool/contracts/learner';
import { aJob, aProblem, ids } from './examples.js';
import type { Answer } from './fake-operations.js';

/** The routes for learners, over one vocabulary that a test fills. */
export class FakeLearning {
  language = 'en';
  words: KnownEntry[] = [];
  glossaries: StoredGlossary[] = [];
  /** So many words in one answer. */
  pageSize = 200;
  /** What was asked for with a body. */
  readonly asked: unknown[] = [];
  /** What the next change is refused with. */
  refusal: Answer | undefined;

  answer(method: string, url: URL, body: unknown): Answer {
    const [, , resource = '', id = '', part = ''] = url.pathname.split('/').map(decodeURIComponent);
    const sent: unknown = body ? JSON.parse(String(body)) : undefined;
    if (sent) this.asked.push(sent);
    if (sent && this.refusal) return this.refusal;
    const answers: Record<string, () => Answer> = {
      'GET jobs/vocabulary': () => this.page(Number(url.searchParams.get('cursor') ?? 0)),
      'POST jobs/edits': () => [202, aJob({ id: ids.child(50), status: 'queued' })],
      'POST jobs/deck': () => [202, aJob({ id: ids.child(51), type: 'vocabulary.exportDeck', status: 'queued' })],
      'PUT vocabulary': () => this.change([{ language: id, lemma: part, ...(sent as WordState) }]),
      'POST vocabulary': () => this.change((sent as { items: WordChange[] }).items),
      'GET glossaries': () => this.glossary(id),
    };
    const route = `${method} ${resource}${resource === 'jobs' ? `/${part}` : ''}`;
    return answers[route]?.() ?? [404, aProblem(404, 'route.unknown', 'There is nothing at this address', route)];
  }

  private page(from: number): Answer {
    const items = this.words.slice(from, from + this.pageSize);
    const to = from + items.length;
    const count = (words: KnownEntry[]) => words.reduce((sum, word) => sum + word.count, 0);
    const total = count(this.words);
    const known = count(this.words.filter(({ state }) => state === 'known' || state === 'ignored'));
    const coverage = { percent: total > 0 ? (known / total) * 100 : 100, known, total };
    const nextCursor = to < this.words.length ? { nextCursor: String(to) } : {};
    return [200, { language: this.language, items, ...nextCursor, coverage }];
  }

  private change(changes: readonly WordChange[]): Answer {
    this.words = this.words.map((word) => {
      const change = changes.findLast(({ lemma }) => lemma === word.lemma);
      return change ? { ...word, state: change.state } : word;
    });
    const [only] = changes;
    return changes.length === 1 && only ? [200, only] : [200, { changed: changes.length }];
  }

  private glossary(id: string): Answer {
    if (id) return [200, this.glossaries.find((glossary) => glossary.id === id)];
    const items = this.glossaries.map(({ terms, ...rest }): GlossarySummary => ({ ...rest, termCount: terms.length }));
    return [200, { items }];
  }
}
