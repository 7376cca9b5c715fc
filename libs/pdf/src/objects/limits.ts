/** What a document may hold. Ordinary ones stay far below; hostile ones are kept from filling memory and time. */
export const limits = {
  pages: 2_000,
  objects: 1_000_000,
  /** Decoded. */
  streamBytes: 64 * 1024 * 1024,
  /** Of all streams that are decoded while a document is open, each counted once. */
  decodedBytes: 512 * 1024 * 1024,
  filters: 8,
  /** Of a page, those of forms counted as often as they are drawn. */
  operators: 5_000_000,
  shownBytes: 800_000,
  glyphs: 400_000,
  formDepth: 12,
  formExecutions: 5_000,
  pageSidePt: 14_400,
  /** Of one picture: larger ones are never decoded. */
  imagePixels: 100_000_000,
} as const;
