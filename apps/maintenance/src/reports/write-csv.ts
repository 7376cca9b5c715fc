import { stringify } from 'csv-stringify/sync';
import type { FlatList } from './report-document.js';

/** As spreadsheets want it: they know UTF-8 by its mark, and no cell begins a formula. */
export const writeCsv = ({ columns, rows }: FlatList): string =>
  stringify([...rows], {
    header: true,
    columns: [...columns],
    bom: true,
    escape_formulas: true,
    quoted_match: /\r/,
    record_delimiter: 'windows',
  });
