import { Recipient } from '@polyspool/contracts/notifications';

interface Recipients {
  readonly recipients: readonly Recipient[];
  /** What was understood as nobody. */
  readonly unknown: readonly string[];
}

/** People by their id, or addresses and numbers outside: by lines, commas or semicolons. None twice. */
export function recipientsOf(text: string): Recipients {
  const words = text.split(/[\n,;]+/).map((word) => word.trim());
  const given = [...new Set(words.filter(Boolean))];
  const read = given.map((word) => [word, recipientOf(word)] as const);
  return {
    recipients: read.flatMap(([, recipient]) => recipient ?? []),
    unknown: read.filter(([, recipient]) => !recipient).map(([word]) => word),
  };
}

function recipientOf(word: string): Recipient | undefined {
  const candidates = [{ userId: word }, { email: word }, { phone: word.replace(/[\s()./-]/g, '') }];
  for (const candidate of candidates) {
    const { data } = Recipient.safeParse(candidate);
    if (data) return data;
  }
  return undefined;
}
