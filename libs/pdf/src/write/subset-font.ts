import { readFile } from 'node:fs/promises';
import { AppError } from '@polyspool/contracts/errors';

/** Node has it; the types of Node do not. */
declare const WebAssembly: {
  instantiate(module: Uint8Array): Promise<{ readonly instance: { readonly exports: unknown } }>;
};

/** What of hb-subset is used; pointers are numbers. */
interface Subsetter {
  readonly memory: { readonly buffer: ArrayBuffer };
  _initialize(): void;
  malloc(bytes: number): number;
  free(pointer: number): void;
  hb_blob_create(data: number, length: number, mode: number, userData: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_glyph_set(input: number): number;
  hb_subset_input_set(input: number, kind: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_or_fail(face: number, input: number): number;
}

const memoryModeWritable = 2;
const dropTables = 3;
const flags = { noHinting: 0x1, retainGlyphIds: 0x2, noLayoutClosure: 0x200 };
/** A PDF places glyphs one by one and names none of them. */
const needlessTables = ['GSUB', 'GPOS', 'GDEF', 'STAT', 'DSIG', 'BASE', 'kern', 'gasp', 'MATH', 'name', 'post'];

let loading: Promise<Subsetter> | undefined;

/** The font of a file, with the outlines of some glyphs only; glyph ids stay what they are. */
export async function subsetFont(
  { path, faceIndex }: { readonly path: string; readonly faceIndex: number },
  glyphIds: Iterable<number>,
): Promise<Uint8Array> {
  const [data, subsetter] = await Promise.all([readFile(path), (loading ??= loadSubsetter())]);
  const memory = subsetter.malloc(data.length);
  new Uint8Array(subsetter.memory.buffer).set(data, memory);
  const blob = subsetter.hb_blob_create(memory, data.length, memoryModeWritable, 0, 0);
  const face = subsetter.hb_face_create(blob, faceIndex);
  const input = askFor(subsetter, glyphIds);
  const subset = subsetter.hb_subset_or_fail(face, input);
  try {
    if (!subset) throw new AppError('process.failed', `The font ${path} cannot be reduced to the glyphs in use`);
    return bytesOf(subsetter, subset);
  } finally {
    subsetter.hb_subset_input_destroy(input);
    if (subset) subsetter.hb_face_destroy(subset);
    subsetter.hb_face_destroy(face);
    subsetter.hb_blob_destroy(blob);
    subsetter.free(memory);
  }
}

function askFor(subsetter: Subsetter, glyphIds: Iterable<number>) {
  const input = subsetter.hb_subset_input_create_or_fail();
  const glyphs = subsetter.hb_subset_input_glyph_set(input);
  for (const glyphId of glyphIds) subsetter.hb_set_add(glyphs, glyphId);
  const dropped = subsetter.hb_subset_input_set(input, dropTables);
  for (const table of needlessTables) subsetter.hb_set_add(dropped, Buffer.from(table, 'latin1').readUInt32BE());
  subsetter.hb_subset_input_set_flags(input, flags.noHinting | flags.retainGlyphIds | flags.noLayoutClosure);
  return input;
}

function bytesOf(subsetter: Subsetter, face: number) {
  const blob = subsetter.hb_face_reference_blob(face);
  const start = subsetter.hb_blob_get_data(blob, 0);
  const bytes = new Uint8Array(subsetter.memory.buffer).slice(start, start + subsetter.hb_blob_get_length(blob));
  subsetter.hb_blob_destroy(blob);
  return bytes;
}

async function loadSubsetter(): Promise<Subsetter> {
  const url = new URL(import.meta.resolve('harfbuzzjs/dist/harfbuzz-subset.wasm'));
  const { instance } = await WebAssembly.instantiate(await readFile(url));
  const subsetter = instance.exports as Subsetter;
  subsetter._initialize();
  return subsetter;
}
