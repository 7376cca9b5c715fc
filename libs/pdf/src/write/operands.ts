import type { Matrix } from '../content/matrix.js';

// Operands of content streams, as text (ISO 32000-1, 7.3).

export function numberOperand(value: number): string {
  const text = (Math.abs(value) < 1e-5 ? 0 : value).toFixed(4);
  return text.replace(/\.?0+$/, '');
}

export const matrixOperands = (matrix: Matrix) => matrix.map(numberOperand).join(' ');

/** `name` without its slash. */
export const nameOperand = (name: string) =>
  `/${name.replaceAll(/[^!-~]|[#%()<>[\]{}/]/g, (sign) => `#${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;

export const bytesOperand = (bytes: Uint8Array) => `<${Buffer.from(bytes).toString('hex')}>`;

/** A text string in UTF-16. */
export const textOperand = (text: string) => `<FEFF${utf16Hex(text)}>`;

export const utf16Hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
