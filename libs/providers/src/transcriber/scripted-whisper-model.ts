import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A token, as its bytes where it holds a part of a letter, or the seconds at which Whisper says that a part begins or ends. */
export type ScriptedToken = string | Buffer | number;

const size = { vocabulary: 51_865, audioContext: 1500, state: 64, heads: 1, textContext: 448, mels: 80, fft: 201 };
const layers = { audio: 4, text: 1 };
/** Of multilingual models with 99 languages. */
const endToken = 50_257;
const startToken = 50_258;
const firstTimeToken = 50_364;
const float = 4;

/**
 * Writes a model in the format of ggml whose weights make it say one thing, whatever it hears, and take the language for
 * the one with that index. It is as real to whisper.cpp as any other; nothing about hearing can be learned from it. For tests only.
 */
export async function writeScriptedModel(path: string, says: readonly ScriptedToken[], languageIndex = 0) {
  const texts = says.filter((token) => typeof token !== 'number');
  // whisper.cpp looks for the space.
  const vocabulary = Array.from({ length: endToken }, (_, i) => [...texts, ' '][i] ?? '');
  const sequence = says.map((token) =>
    typeof token === 'number' ? firstTimeToken + Math.round(token * 50) : texts.indexOf(token),
  );
  // At the first place it says the language; after the third (start, language, task) it begins to speak.
  const wanted = [startToken + 1 + languageIndex, undefined, ...sequence, ...Array.from({ length: 8 }, () => endToken)];
  await pipeline(Readable.from(parts(vocabulary, wanted)), createWriteStream(path));
}

function* parts(vocabulary: readonly (string | Buffer)[], wanted: readonly (number | undefined)[]) {
  yield int32(0x67676d6c, size.vocabulary, size.audioContext, size.state, size.heads, layers.audio);
  yield int32(size.textContext, size.state, size.heads, layers.text, size.mels, 0);
  yield int32(size.mels, size.fft);
  yield Buffer.alloc(size.mels * size.fft * float);
  yield int32(vocabulary.length);
  for (const token of vocabulary) {
    const bytes = Buffer.from(token);
    yield Buffer.concat([int32(bytes.length), bytes]);
  }
  yield* encoder();
  yield* decoder(wanted);
}

function* encoder() {
  const { state, audioContext, mels } = size;
  yield* tensor('encoder.positional_embedding', [state, audioContext]);
  yield* tensor('encoder.conv1.weight', [3, mels, state]);
  yield* tensor('encoder.conv1.bias', [1, state]);
  yield* tensor('encoder.conv2.weight', [3, state, state]);
  yield* tensor('encoder.conv2.bias', [1, state]);
  yield* pair('encoder.ln_post');
  for (let i = 0; i < layers.audio; i++) yield* block(`encoder.blocks.${i}`, ['attn']);
}

/** Attention and the rest add nothing: what is said next depends on the place in the text alone. */
function* decoder(wanted: readonly (number | undefined)[]) {
  const { state, textContext, vocabulary } = size;
  const spoken = [...new Set(wanted.filter((token) => token !== undefined))];
  const places = new Float32Array(state * textContext);
  const tokens = new Float32Array(state * vocabulary);
  spoken.forEach((token, direction) => (tokens[token * state + direction] = 5));
  wanted.forEach((token, place) => {
    if (token !== undefined) places[place * state + spoken.indexOf(token)] = 100;
  });
  yield* tensor('decoder.positional_embedding', [state, textContext], places);
  yield* tensor('decoder.token_embedding.weight', [state, vocabulary], tokens);
  yield* pair('decoder.ln', 1);
  for (let i = 0; i < layers.text; i++) yield* block(`decoder.blocks.${i}`, ['attn', 'cross_attn']);
}

function* block(name: string, attentions: readonly string[]) {
  const { state } = size;
  yield* pair(`${name}.mlp_ln`);
  yield* tensor(`${name}.mlp.0.weight`, [state, 4 * state]);
  yield* tensor(`${name}.mlp.0.bias`, [4 * state]);
  yield* tensor(`${name}.mlp.2.weight`, [4 * state, state]);
  yield* tensor(`${name}.mlp.2.bias`, [state]);
  for (const attention of attentions) {
    yield* pair(`${name}.${attention}_ln`);
    for (const part of ['query', 'key', 'value', 'out']) {
      yield* tensor(`${name}.${attention}.${part}.weight`, [state, state]);
      if (part !== 'key') yield* tensor(`${name}.${attention}.${part}.bias`, [state]);
    }
  }
}

function* pair(name: string, weight = 0) {
  yield* tensor(`${name}.weight`, [size.state], new Float32Array(size.state).fill(weight));
  yield* tensor(`${name}.bias`, [size.state]);
}

function* tensor(name: string, shape: readonly number[], values?: Float32Array) {
  yield int32(shape.length, Buffer.byteLength(name), 0, ...shape);
  yield Buffer.from(name);
  const elements = shape.reduce((product, length) => product * length, 1);
  yield values ? Buffer.from(values.buffer) : Buffer.alloc(elements * float);
}

function int32(...values: readonly number[]) {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeInt32LE(value, i * 4));
  return bytes;
}
