import { z } from 'zod';

/** What the model has to answer: `id` counts from 1. */
const ChatAnswer = z.strictObject({
  translations: z.array(z.strictObject({ id: z.int(), text: z.string() })),
});

/** As structured output wants it: all fields required, no others. */
export const answerFormat = {
  type: 'json_schema' as const,
  json_schema: { name: 'translations', strict: true, schema: answerSchema() },
};

function answerSchema() {
  const { $schema: _, ...schema } = z.toJSONSchema(
    z.strictObject({
      translations: z.array(z.strictObject({ id: z.number(), text: z.string() })),
    }),
  );
  return schema;
}

/** One text for each line in their order, or undefined where the answer is none. */
export function readChatAnswer(json: string, lines: readonly string[]): string[] | undefined {
  const answered = parseAnswer(json)?.translations ?? [];
  const texts = new Map(answered.map(({ id, text }) => [id, text.trim()]));
  if (texts.size !== lines.length || answered.length !== lines.length) return undefined;
  const made = lines.map((_, index) => texts.get(index + 1));
  return made.every((text): text is string => Boolean(text)) ? made : undefined;
}

function parseAnswer(json: string) {
  try {
    return ChatAnswer.safeParse(JSON.parse(json)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
