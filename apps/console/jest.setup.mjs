import { TextDecoder, TextEncoder } from 'node:util';

// react-router wants them at its first line; every browser has them, jsdom has not.
Object.assign(globalThis, { TextDecoder, TextEncoder });
