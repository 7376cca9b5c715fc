import { PdfArray, PdfDict, type PDF } from '@libpdf/core';
import type { Resolve } from './stream-decoder.js';
import { dictsOf, everyDict, fieldDictsOf, nameTreeValues, outlineDictsOf } from './tree-walks.js';

/** How many there are of what a document can do by itself. */
export interface ActiveContent {
  readonly scripts: number;
  readonly launches: number;
  /** At opening, closing, printing, or when the pointer comes near. */
  readonly triggers: number;
}

const scripted = new Set(['JavaScript', 'Rendition', 'RichMediaExecute']);
const launching = new Set(['Launch', 'ImportData']);

export const findActiveContent = (pdf: PDF): ActiveContent => new ActiveContentSweep(pdf, false).sweep();

/** Leaves links, bookmarks and forms as they are: they lead to places and send what people have filled in. */
export const removeActiveContent = (pdf: PDF): ActiveContent => new ActiveContentSweep(pdf, true).sweep();

class ActiveContentSweep {
  #scripts = 0;
  #launches = 0;
  #triggers = 0;
  readonly #resolve: Resolve;

  constructor(
    private readonly pdf: PDF,
    private readonly removes: boolean,
  ) {
    this.#resolve = (reference) => pdf.getObject(reference);
  }

  sweep(): ActiveContent {
    const resolve = this.#resolve;
    const catalog = this.pdf.getCatalog();
    const pages = this.pdf.getPages().map(({ dict }) => dict);
    const annotations = pages.flatMap((page) => dictsOf(page.getArray('Annots', resolve), resolve));
    this.#sweepCatalog(catalog);
    const owners = [...pages, ...annotations, ...fieldDictsOf(catalog, resolve), ...outlineDictsOf(catalog, resolve)];
    for (const owner of new Set(owners)) {
      this.#sweepAction(owner, 'A');
      this.#sweepTriggers(owner);
    }
    return { scripts: this.#scripts, launches: this.#launches, triggers: this.#triggers };
  }

  #sweepCatalog(catalog: PdfDict) {
    const resolve = this.#resolve;
    this.#sweepAction(catalog, 'OpenAction');
    this.#sweepTriggers(catalog);
    const names = catalog.getDict('Names', resolve);
    const scripts = nameTreeValues(names?.getDict('JavaScript', resolve), resolve);
    this.#scripts += scripts.length;
    if (names?.has('JavaScript')) this.#remove(names, 'JavaScript');
  }

  #sweepAction(owner: PdfDict, key: string) {
    const action = owner.getDict(key, this.#resolve);
    if (action && this.#count(action)) this.#remove(owner, key);
  }

  /** All of them: those that are left without what they trigger make no sense. */
  #sweepTriggers(owner: PdfDict) {
    const triggers = owner.getDict('AA', this.#resolve);
    if (!triggers) return;
    this.#triggers++;
    for (const [key] of triggers) {
      const action = triggers.getDict(key.value, this.#resolve);
      if (action) this.#count(action);
    }
    this.#remove(owner, 'AA');
  }

  /** Whether an action, or one that follows it, does more than lead somewhere. */
  #count(action: PdfDict): boolean {
    const resolve = this.#resolve;
    const chain = everyDict([action], (each) => {
      const next = each.get('Next', resolve);
      return next instanceof PdfArray ? dictsOf(next, resolve) : next instanceof PdfDict ? [next] : [];
    });
    const kinds = chain.map((each) => each.getName('S', resolve)?.value ?? '');
    const scripts = kinds.filter((kind) => scripted.has(kind)).length;
    const launches = kinds.filter((kind) => launching.has(kind)).length;
    this.#scripts += scripts;
    this.#launches += launches;
    return scripts + launches > 0;
  }

  #remove(owner: PdfDict, key: string) {
    if (this.removes) owner.delete(key);
  }
}
