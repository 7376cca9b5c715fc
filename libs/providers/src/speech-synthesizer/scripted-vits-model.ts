import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789.,!?';
const sampleRate = 16_000;
const samplesPerLetter = 1_600;
const float = 1;
const int64 = 7;

/**
 * Writes a voice in the format of sherpa-onnx whose network hums each letter at a pitch of its own, and each of its two speakers
 * higher than the one before. It is as real to sherpa-onnx as any other. For tests only.
 */
export async function writeScriptedVits(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const tokens = [...letters].map((letter, i) => `${letter} ${i + 2}`);
  await writeFile(join(folder, 'tokens.txt'), [...tokens, '  1', ''].join('\n'));
  await writeFile(join(folder, 'model.onnx'), model());
}

/** ONNX is protobuf: each field is its number with its kind, and its content. */
function model(): Buffer {
  const nodes = [
    node('Cast', ['x'], 'letters', [attribute('to', float)]),
    node('Cast', ['sid'], 'speaker', [attribute('to', float)]),
    node('Add', ['letters', 'speaker'], 'pitches'),
    node('Reshape', ['pitches', 'column'], 'rows'),
    node('Mul', ['rows', 'ramp'], 'phases'),
    node('Sin', ['phases'], 'waves'),
    node('Mul', ['waves', 'volume'], 'sound'),
    node('Reshape', ['sound', 'line'], 'y'),
  ];
  const ramp = Array.from({ length: samplesPerLetter }, (_, i) => (2 * Math.PI * 40 * i) / sampleRate);
  const tensors = [
    tensor('column', [2], int64Bytes([-1, 1]), int64),
    tensor('ramp', [1, samplesPerLetter], floatBytes(ramp), float),
    tensor('volume', [1], floatBytes([0.5]), float),
    tensor('line', [3], int64Bytes([1, 1, -1]), int64),
  ];
  const inputs = [
    value('x', int64, 2),
    value('x_length', int64, 1),
    ...['noise_scale', 'length_scale', 'noise_scale_w'].map((name) => value(name, float, 1)),
    value('sid', int64, 1),
  ];
  const graph = [
    ...nodes.map((one) => bytes(1, one)),
    string(2, 'hum'),
    ...tensors.map((one) => bytes(5, one)),
    ...inputs.map((one) => bytes(11, one)),
    bytes(12, value('y', float, 3)),
  ];
  const facts = { sample_rate: sampleRate, n_speakers: 2, language: 'English', comment: 'hum', frontend: 'characters' };
  const props = Object.entries(facts).map(([key, fact]) => bytes(14, message(string(1, key), string(2, String(fact)))));
  return message(number(1, 8), bytes(7, message(...graph)), bytes(8, message(number(2, 13))), ...props);
}

const node = (type: string, inputs: readonly string[], output: string, attributes: readonly Buffer[] = []) =>
  message(
    ...inputs.map((name) => string(1, name)),
    string(2, output),
    string(4, type),
    ...attributes.map((one) => bytes(5, one)),
  );

const attribute = (name: string, integer: number) => message(string(1, name), number(3, integer), number(20, 2));

const tensor = (name: string, sizes: readonly number[], raw: Buffer, type: number) =>
  message(...sizes.map((size) => number(1, size)), number(2, type), string(8, name), bytes(9, raw));

/** Of any size. */
function value(name: string, type: number, dimensions: number) {
  const shape = message(...Array.from({ length: dimensions }, (_, i) => bytes(1, message(string(2, `${name}${i}`)))));
  return message(string(1, name), bytes(2, message(bytes(1, message(number(1, type), bytes(2, shape))))));
}

const message = (...fields: readonly Buffer[]) => Buffer.concat(fields);
const number = (field: number, content: number) => Buffer.concat([varint(field << 3), varint(content)]);
const string = (field: number, content: string) => bytes(field, Buffer.from(content));
const bytes = (field: number, content: Buffer) =>
  Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);

function varint(content: number): Buffer {
  const parts: number[] = [];
  for (let rest = content; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...parts, rest]);
    parts.push((rest % 128) | 128);
  }
}

const int64Bytes = (numbers: readonly number[]) => Buffer.from(BigInt64Array.from(numbers, BigInt).buffer);
const floatBytes = (numbers: readonly number[]) => Buffer.from(Float32Array.from(numbers).buffer);
