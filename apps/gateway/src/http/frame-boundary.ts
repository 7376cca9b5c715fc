/** Follows the frames that a WebSocket server sends (RFC 6455, 5.2), to know when none is half sent. */
export class FrameBoundary {
  /** Of a header that came in pieces. */
  #header = Buffer.alloc(0);
  #payloadLeft = 0;

  get isBetweenFrames() {
    return this.#payloadLeft === 0 && this.#header.length === 0;
  }

  pass(chunk: Buffer) {
    let at = Math.min(this.#payloadLeft, chunk.length);
    this.#payloadLeft -= at;
    while (at < chunk.length) {
      const header = Buffer.concat([this.#header, chunk.subarray(at, at + longestHeader - this.#header.length)]);
      const length = headerLength(header);
      if (length === undefined) return void (this.#header = header);
      at += length - this.#header.length;
      this.#header = Buffer.alloc(0);
      const payload = payloadLength(header);
      const here = Math.min(payload, chunk.length - at);
      this.#payloadLeft = payload - here;
      at += here;
    }
  }
}

/** Those of servers carry no mask. */
const longestHeader = 10;

/** Undefined: not all of it is there. */
function headerLength(header: Buffer) {
  if (header.length < 2) return undefined;
  const length = { 126: 4, 127: 10 }[header[1]! & 0x7f] ?? 2;
  return header.length < length ? undefined : length;
}

function payloadLength(header: Buffer) {
  const short = header[1]! & 0x7f;
  if (short === 126) return header.readUInt16BE(2);
  return short === 127 ? Number(header.readBigUInt64BE(2)) : short;
}

/** What ends a WebSocket, as its server says it. */
export function closeFrame(code: number, reason: string) {
  const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
  payload.writeUInt16BE(code);
  payload.write(reason, 2);
  return Buffer.concat([Buffer.from([0x88, payload.length]), payload]);
}
