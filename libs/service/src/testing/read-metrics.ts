export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a scrape in the older text format says, by name. Throws where a line cannot be read. */
export function readMetrics(text: string): ReadonlyMap<string, readonly Sample[]> {
  const samples = text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = '', value = ''] = sampleLine.exec(line) ?? [];
      if (!name || (Number.isNaN(numberOf(value)) && !/^nan$/i.test(value))) throw new Error(`No sample: ${line}`);
      return { name, labels: labelsOf(labels), value: numberOf(value) };
    });
  const byName = Map.groupBy(samples, ({ name }) => name);
  return new Map([...byName].map(([name, all]) => [name, all.map(({ labels, value }) => ({ labels, value }))]));
}

const sampleLine = /^([a-zA-Z_:][\w:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\]|\\.)*",?)*)\})? (\S+)$/s;
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/gs;

const labelsOf = (text: string) =>
  Object.fromEntries([...text.matchAll(label)].map(([, name, value]) => [name!, unescaped(value!)]));

const unescaped = (text: string) => text.replace(/\\(.)/gs, (_all, one: string) => (one === 'n' ? '\n' : one));

const numberOf = (text: string) => (/^[+-]Inf$/.test(text) ? Number(`${text}inity`) : Number(text));
