import { AppError } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { join } from 'node:path';
import { engineError } from '../engine-error.js';
import { engineVersion } from '../engine-version.js';
import { hideMarks, readMarks } from './apertium-marks.js';
import { ApertiumModes, type LanguagePair, type Route } from './apertium-modes.js';
import { ApertiumPipelines, type PipelineLimits } from './apertium-pipelines.js';
import { hasWords } from './has-words.js';
import type { TranslateOptions, Translation, Translator } from './translator.js';

export interface ApertiumOptions extends Partial<PipelineLimits> {
  /** Where the language pairs are installed. */
  readonly dataFolder?: string | undefined;
}

const name = 'apertium';

/** Apertium's own programs, with the language pairs that are installed: offline, and of draft quality. */
export class ApertiumTranslator implements Translator {
  readonly capabilities = { glossary: false, formality: false, context: false, spans: true };
  /** Some 20 s of work. */
  readonly portion = { texts: 2_000, characters: 60_000 };
  private readonly modes: ApertiumModes;
  private readonly pipelines: ApertiumPipelines;

  constructor({ dataFolder = '/usr/share/apertium', ...limits }: ApertiumOptions = {}) {
    this.modes = new ApertiumModes(join(dataFolder, 'modes'));
    this.pipelines = new ApertiumPipelines({ maxPipelines: 2, idleMs: 60_000, stuckAfterMs: 60_000, ...limits });
  }

  async describe(from: Language, to: Language): Promise<EngineLabel> {
    const { modes = [], via } = (await this.modes.route(from, to)) ?? {};
    return { engine: via ? `${name} via ${via}` : name, version: await this.versionOf(modes), quality: 'draft' };
  }

  async supports(from: Language, to: Language) {
    return (await this.modes.route(from, to)) !== undefined;
  }

  async reaches(to: Language) {
    return this.modes.reaches(to);
  }

  async pivot(from: Language, to: Language) {
    return (await this.modes.route(from, to))?.via;
  }

  pairs(): Promise<LanguagePair[]> {
    return this.modes.pairs();
  }

  async translate(texts: readonly string[], { from, to, signal }: TranslateOptions): Promise<Translation[]> {
    signal?.throwIfAborted();
    const route = await this.modes.route(from, to);
    if (!route) throw new AppError('engine.unsupportedPair', `Apertium has no pair installed from ${from} to ${to}`);
    const translated = (await this.go(route, texts.filter(hasWords), signal)).values();
    return texts.map((text) => (hasWords(text) ? translated.next().value! : { text, unknownWordShare: 0 })); // one for each
  }

  /** Closes the programs that are kept running. They would end with this process, too. */
  close() {
    return this.pipelines.close();
  }

  /** On the second way the unknown words of the first one are unknown again: the larger share counts. */
  private async go({ modes: [first, second] }: Route, texts: readonly string[], signal?: AbortSignal) {
    const translations = await this.run(first, texts, signal);
    if (second === undefined) return translations;
    const between = translations.map(({ text }) => text);
    return (await this.run(second, between, signal)).map(({ text, unknownWordShare = 0 }, index): Translation => {
      const before = translations[index]?.unknownWordShare ?? 0;
      return { text, unknownWordShare: Math.max(unknownWordShare, before) };
    });
  }

  private async run(mode: string, texts: readonly string[], signal?: AbortSignal): Promise<Translation[]> {
    if (texts.length === 0) return [];
    const { programs } = await this.modes.partsOf(mode);
    const kind = { mode, programs, command: await this.modes.commandOf(mode), version: await this.versionOf([mode]) };
    try {
      const lines = texts.map(hideMarks);
      const answers = await this.pipelines.use(kind, (pipeline) => pipeline.translate(lines, signal), signal);
      return answers.map((answer, index) => translationOf(answer, texts[index]!)); // one for each
    } catch (error) {
      throw engineError(name, error);
    }
  }

  private async versionOf(modes: readonly string[]) {
    const parts = await Promise.all(modes.map((mode) => this.modes.partsOf(mode)));
    return engineVersion({
      programs: parts.flatMap(({ programs }) => programs),
      data: parts.flatMap(({ data }) => data),
    });
  }
}

/** Some words have no translation of their own, for example "would": like an unknown word, such a text stays as it is. */
function translationOf(answer: string, source: string): Translation {
  const translation = readMarks(answer);
  return translation.text ? translation : { text: source, unknownWordShare: 1 };
}
