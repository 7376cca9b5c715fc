import { isFields } from '@polyspool/contracts/packed-fields';

/** The same, with each text at `path` changed; lists on the way are gone through. The pointer is that of RFC 6901. */
export function mapFields(
  value: unknown,
  path: readonly string[],
  change: (text: string, pointer: string) => unknown,
  pointer = '',
): unknown {
  if (Array.isArray(value)) return value.map((item, index) => mapFields(item, path, change, `${pointer}/${index}`));
  const [field, ...rest] = path;
  if (field === undefined) return typeof value === 'string' ? change(value, pointer) : value;
  if (!isFields(value) || !Object.hasOwn(value, field)) return value;
  return { ...value, [field]: mapFields(value[field], rest, change, `${pointer}/${field}`) };
}
