/** As `Promise.all`, but waits for the others too where one fails: none works on, or writes a file, when the caller has gone. */
export async function whenAllEnded<Results extends readonly unknown[]>(
  work: readonly [...{ [I in keyof Results]: Promise<Results[I]> }],
): Promise<{ -readonly [I in keyof Results]: Results[I] }> {
  await Promise.allSettled(work);
  return Promise.all(work) as Promise<{ -readonly [I in keyof Results]: Results[I] }>;
}
