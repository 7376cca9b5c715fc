import Table from 'cli-table3';

/** Plain columns: they can be cut, sorted and searched by other programs. */
export function table(head: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string {
  const names = ['top', 'bottom', 'left', 'right'].flatMap((side) =>
    ['', '-mid', '-left', '-right'].map((at) => side + at),
  );
  const none = Object.fromEntries(
    [...names, 'mid', 'left-mid', 'mid-mid', 'right-mid', 'middle'].map((name) => [name, '']),
  );
  const out = new Table({
    head: [...head],
    chars: { ...none, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  out.push(...rows.map((row) => row.map((cell) => String(cell ?? ''))));
  return out.toString();
}
