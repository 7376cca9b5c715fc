/** Rows by the names in the first line, in lower case (RFC 4180; also with semicolons). */
export function readCsv(text: string): Record<string, string>[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const separator = header.includes(';') ? ';' : ',';
  const names = cellsOf(header, separator).map((name) => name.trim().toLowerCase());
  return lines
    .filter((line) => line.trim())
    .map((line) => {
      const cells = cellsOf(line, separator);
      return Object.fromEntries(names.map((name, index) => [name, cells[index]?.trim() ?? '']));
    });
}

function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  for (const [, quoted, plain] of line.matchAll(cellPatterns[separator === ';' ? ';' : ','])) {
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
  }
  return cells;
}

const cellPatterns = {
  ',': /(?:^|(?<=,))(?:"((?:[^"]|"")*)"|([^,]*))(?=,|$)/g,
  ';': /(?:^|(?<=;))(?:"((?:[^"]|"")*)"|([^;]*))(?=;|$)/g,
} as const;
