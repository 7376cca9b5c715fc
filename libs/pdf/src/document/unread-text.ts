import type { PageLayout } from '../layout/block.js';

/** Counts the texts of which nobody knows what they say. */
export class UnreadText {
  readonly #pages: { readonly page: number; readonly texts: number }[] = [];

  add({ content: { page }, blocks }: Pick<PageLayout, 'content' | 'blocks'>) {
    const texts = blocks.filter(({ skipReason }) => skipReason === 'unread').length;
    if (texts) this.#pages.push({ page, texts });
  }

  notices(): string[] {
    if (!this.#pages.length) return [];
    const counts = this.#pages.map(({ page, texts }) => `${texts} on page ${page}`);
    return [`Texts in fonts that do not tell which letters they show stay as they are: ${counts.join(', ')}`];
  }
}
