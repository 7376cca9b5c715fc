import { AppError } from '@polyspool/contracts/errors';

/** What nobody can open any more is taken as it rests. */
export async function unlessGone(packed: unknown, open: () => Promise<unknown>): Promise<unknown> {
  try {
    return await open();
  } catch (error) {
    const isGone = error instanceof AppError && ['storage.missing', 'key.unavailable'].includes(error.code);
    if (isGone) return packed;
    throw error;
  }
}
