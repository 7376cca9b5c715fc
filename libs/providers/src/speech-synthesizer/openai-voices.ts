import { z } from 'zod';

/** Of OpenAI's models; the first is taken where none is named. */
export const openAiVoices = [
  ...['alloy', 'ash', 'ballad', 'cedar', 'coral', 'echo', 'fable'],
  ...['marin', 'nova', 'onyx', 'sage', 'shimmer', 'verse'],
] as const;

const Voice = z.union([
  z.string(),
  z.object({ id: z.string() }).transform(({ id }) => id),
  z.object({ voice_id: z.string() }).transform(({ voice_id: id }) => id),
  z.object({ name: z.string() }).transform(({ name }) => name),
]);
const Voices = z.array(Voice).max(10_000);

/** OpenAI has no such list; servers that speak as it does have it in these forms. */
export const VoiceList = z.union([
  Voices,
  z.object({ voices: Voices }).transform(({ voices }) => voices),
  z.object({ data: Voices }).transform(({ data }) => data),
]);
