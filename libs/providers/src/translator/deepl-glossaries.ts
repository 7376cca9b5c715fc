import type { Glossary } from '@polyspool/contracts/translation';
import { GlossaryEntries, type DeepLClient } from 'deepl-node';
import { hash } from 'node:crypto';

export interface DeeplGlossary {
  readonly from: string;
  readonly to: string;
  readonly glossary: Glossary;
}

type Client = Pick<
  DeepLClient,
  'createMultilingualGlossary' | 'listMultilingualGlossaries' | 'deleteMultilingualGlossary'
>;

const prefix = 'polyspool-';

/** Glossaries as DeepL keeps them: one for each content, made by whoever needs it first, the oldest removed for a new one. */
export class DeeplGlossaries {
  private readonly ids = new Map<string, Promise<string>>();

  constructor(
    private readonly client: Client,
    private readonly maxGlossaries: number,
  ) {}

  idOf(wanted: DeeplGlossary): Promise<string> {
    const name = nameOf(wanted);
    const id = this.ids.get(name) ?? this.findOrCreate(name, wanted);
    this.ids.set(name, id);
    id.catch(() => this.ids.delete(name));
    return id;
  }

  /** Somebody has removed it. */
  forget(gone: DeeplGlossary) {
    this.ids.delete(nameOf(gone));
  }

  private async findOrCreate(name: string, { from, to, glossary }: DeeplGlossary): Promise<string> {
    const all = await this.client.listMultilingualGlossaries();
    const ours = all.filter((one) => one.name.startsWith(prefix));
    const known = ours.find((one) => one.name === name);
    if (known) return known.glossaryId;
    const byAge = ours.toSorted((a, b) => a.creationTime.getTime() - b.creationTime.getTime());
    for (const { glossaryId } of byAge.slice(0, Math.max(0, ours.length - this.maxGlossaries + 1)))
      await this.client.deleteMultilingualGlossary(glossaryId);
    const entries = new GlossaryEntries({ entries: entriesOf(glossary) });
    const made = await this.client.createMultilingualGlossary(name, [
      { sourceLangCode: from, targetLangCode: to, entries },
    ]);
    return made.glossaryId;
  }
}

const nameOf = ({ from, to, glossary }: DeeplGlossary) =>
  prefix + hash('sha256', JSON.stringify([from, to, entriesOf(glossary)])).slice(0, 32);

const entriesOf = (glossary: Glossary) =>
  Object.fromEntries(glossary.map(({ source, target }) => [oneTerm(source), oneTerm(target)]));

/** DeepL takes no control characters within a term. */
const oneTerm = (text: string) => text.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
