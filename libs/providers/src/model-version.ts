import { hash } from 'node:crypto';
import { open, readdir, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

const sampleBytes = 64 * 1024;

/**
 * Of a file or folder: short, another one for other content, and the same on every machine that has a copy. By samples of the
 * content, as models take gigabytes. 'none' where there is nothing.
 */
export async function modelVersion(path: string): Promise<string> {
  try {
    return hash('sha256', JSON.stringify(await marksOf(path))).slice(0, 12);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'none';
    throw error;
  }
}

async function marksOf(path: string): Promise<unknown> {
  if (!(await stat(path)).isDirectory()) return fileMarks(path);
  const names = (await readdir(path)).sort();
  return Promise.all(names.map(async (name) => [name, await marksOf(join(path, name))]));
}

async function fileMarks(path: string) {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const places = [0, Math.floor(size / 2), Math.max(0, size - sampleBytes)];
    return [size, ...(await Promise.all(places.map((place) => sampleAt(file, place))))];
  } finally {
    await file.close();
  }
}

async function sampleAt(file: FileHandle, position: number) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, position);
  return hash('sha256', buffer.subarray(0, bytesRead));
}
