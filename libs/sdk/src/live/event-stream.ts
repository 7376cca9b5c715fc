export interface StreamedEvent {
  readonly name: string;
  readonly data: string;
  readonly id: string | undefined;
}

/** Server-Sent Events, as the HTML standard reads them; comments only show that somebody is there. */
export async function* eventStream(
  body: ReadableStream<Uint8Array>,
  onSign: () => void = () => undefined,
): AsyncGenerator<StreamedEvent, void, undefined> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  let lastId: string | undefined;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onSign();
      // A `\r` at the end may be the first half of a `\r\n`.
      const [blocks, open] = cut(rest + decoder.decode(value, { stream: true }));
      rest = open;
      for (const block of blocks) {
        const event = parse(block, lastId);
        lastId = event.id;
        if (event.data !== undefined) yield { ...event, data: event.data };
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined); // already gone
  }
}

function cut(text: string): [blocks: string[], rest: string] {
  const held = text.endsWith('\r') ? '\r' : '';
  const blocks = text
    .slice(0, text.length - held.length)
    .replaceAll(/\r\n?/g, '\n')
    .split('\n\n');
  return [blocks, (blocks.pop() ?? '') + held];
}

function parse(block: string, lastId: string | undefined) {
  let name = 'message';
  let id = lastId;
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    else if (field === 'event') name = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
  }
  return { name, id, data: data.length ? data.join('\n') : undefined };
}
