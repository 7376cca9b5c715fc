import { open, type FileHandle } from 'node:fs/promises';
import type { Demuxer, MediaInput } from './media-input.js';

/** Whether a container states more bytes than the file has. Reads only headers; what states no size is never cut short. */
export async function isCutShort({ path, demuxer }: MediaInput): Promise<boolean> {
  const statedEnd = statedEnds[demuxer];
  if (!statedEnd) return false;
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return (await statedEnd(new Bytes(file, size))) > size;
  } finally {
    await file.close();
  }
}

/** Where the file has to end at least, as its headers have it; 0 when they do not say. */
type StatedEnd = (bytes: Bytes) => Promise<number>;

const statedEnds: Partial<Record<Demuxer, StatedEnd>> = {
  mov: endOfBoxes,
  matroska: endOfSegment,
  avi: endOfRiff,
  wav: endOfSamples,
};

/** Enough for a day in fragments of a second, and soon over for a file made to keep us busy. */
const maxHeaders = 200_000;

/** ISO base media: boxes of size and type, one after the other. */
async function endOfBoxes(bytes: Bytes) {
  let position = 0;
  for (let count = 0; count < maxHeaders && position < bytes.size; count++) {
    const header = await bytes.read(position, 16);
    if (header.length < 8) return 0;
    const type = header.toString('latin1', 4, 8);
    const short = header.readUInt32BE(0);
    const size = short === 1 && header.length === 16 ? Number(header.readBigUInt64BE(8)) : short;
    if (size < 8) return 0; // 0 means "to the end of the file"
    position += size;
    if (position > bytes.size) return ['moov', 'mdat', 'moof'].includes(type) ? position : 0;
  }
  return 0;
}

/** Matroska: an EBML header, then one segment that holds all the rest. */
async function endOfSegment(bytes: Bytes) {
  const header = await vint(bytes, 4);
  if (!header) return 0;
  const segment = header.end + header.value;
  const id = await bytes.read(segment, 4);
  if (id.toString('hex') !== '18538067') return 0;
  const size = await vint(bytes, segment + 4);
  return size ? size.end + size.value : 0;
}

/** A number of 1 to 8 bytes whose leading zeros tell its length; undefined for "unknown", which is all ones. */
async function vint(bytes: Bytes, position: number) {
  const raw = await bytes.read(position, 8);
  const length = raw.length > 0 ? Math.clz32(raw[0]!) - 23 : 9; // clz32 counts 24 bits above a byte
  if (length > raw.length) return undefined;
  const bits = BigInt(7 * length);
  const value = BigInt(`0x${raw.toString('hex', 0, length)}`) & ((1n << bits) - 1n);
  return value === (1n << bits) - 1n ? undefined : { value: Number(value), end: position + length };
}

/** AVI: one RIFF chunk, and more of them in files over 1 GB. */
async function endOfRiff(bytes: Bytes) {
  let position = 0;
  for (let count = 0; count < maxHeaders && position < bytes.size; count++) {
    const header = await bytes.read(position, 8);
    if (header.length < 8 || header.toString('latin1', 0, 4) !== 'RIFF') return position;
    const size = header.readUInt32LE(4);
    if (size === 0 || size === 0xffffffff) return 0; // never finished, or streamed
    position += 8 + size;
  }
  return position;
}

/** WAV: the end of its `data` chunk, less one percent, since some recorders round up. */
async function endOfSamples(bytes: Bytes) {
  let position = 12;
  for (let count = 0; count < maxHeaders && position < bytes.size; count++) {
    const header = await bytes.read(position, 8);
    if (header.length < 8) return 0;
    const size = header.readUInt32LE(4);
    const isStreamed = size === 0 || size === 0xffffffff;
    if (header.toString('latin1', 0, 4) === 'data') return isStreamed ? 0 : position + 8 + Math.floor(size * 0.99);
    position += 8 + size + (size % 2);
  }
  return 0;
}

class Bytes {
  constructor(
    private readonly file: FileHandle,
    readonly size: number,
  ) {}

  /** Fewer than `length` at the end of the file. */
  async read(position: number, length: number): Promise<Buffer> {
    if (position >= this.size) return Buffer.alloc(0);
    const { buffer, bytesRead } = await this.file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  }
}
