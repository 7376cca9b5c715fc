import { runTask } from '@polyspool/processes/run-task';
import { cachedFile } from '../lexicon/cached-file.js';
import { SortedLines } from '../lexicon/sorted-lines.js';
import { z } from 'zod';

/** Of the packages of which the forms are made, and of what the task makes of them. */
export const germanFormsVersion = 'german-dicts 3.4.0 rules 2';

export interface Reading {
  /** Noun, adjective, finite verb, infinitive, participle. */
  readonly kind: 'N' | 'A' | 'V' | 'I' | 'P';
  readonly lemma: string;
  /** Of a verb that has lost it: "auf" of "hört". */
  readonly particle: string;
  /** The lower, the likelier. */
  readonly rank: number;
}

/** Most words of a text are among its most frequent ones. */
const remembered = 20_000;

/** What each German form may stand for. */
export class GermanForms {
  private readonly found = new Map<string, readonly Reading[]>();

  constructor(private readonly lines: SortedLines) {}

  /** Made by a process of its own: it reads 44 MB of JSON. */
  static async open(cacheFolder: string): Promise<GermanForms> {
    const bytes = await cachedFile(cacheFolder, `${germanFormsVersion.replaceAll(' ', '-')}.tsv`, (path) =>
      runTask({
        name: 'german-forms-task',
        from: import.meta.url,
        input: { path },
        answer: z.object({ forms: z.int().positive() }),
        maxHeapMb: 1500,
      }),
    );
    return new GermanForms(new SortedLines(bytes));
  }

  /** Likeliest first. */
  find(form: string): readonly Reading[] {
    const known = this.found.get(form);
    if (known) return known;
    if (this.found.size >= remembered) this.found.clear();
    const readings = this.lines.find(form).map(readingOf).sort(byLikelihood);
    this.found.set(form, readings);
    return readings;
  }
}

function readingOf(line: string): Reading {
  const [kind = '', lemma = '', particle = '', rank = ''] = line.split('\t');
  return { kind: kind as Reading['kind'], lemma, particle, rank: rank ? Number(rank) : Number.POSITIVE_INFINITY };
}

const byLikelihood = (a: Reading, b: Reading) =>
  a.rank === b.rank ? a.lemma.length - b.lemma.length : a.rank - b.rank;
