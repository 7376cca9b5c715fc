import type { Artifact } from '@polyspool/contracts/job-status';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { useSession } from '../session/session.js';

/** Contents of `expressions.json`, as far as they are shown. */
const Expressions = z.object({
  language: z.string(),
  targetLanguage: z.string().optional(),
  expressions: z.array(
    z.object({
      expression: z.string(),
      gloss: z.object({ text: z.string() }).optional(),
      cefr: z.object({ level: z.string() }).optional(),
      /** Name of its picture among the files of the job. */
      slide: z.string(),
      /** Where it stands in the reel. */
      reel: z.object({ startSeconds: z.number() }),
    }),
  ),
});
export type Chapter = z.output<typeof Expressions>['expressions'][number];

/** What a reel shows, in its order. Its file stays longer than the output of the job. */
export function useChapters(files: readonly Artifact[]) {
  const { api } = useSession();
  const id = files.find(({ name }) => name === 'expressions.json')?.id;
  return useQuery({
    queryKey: ['expressions', id],
    queryFn: () => api.artifactJson(Expressions, id ?? ''),
    enabled: id !== undefined,
    staleTime: Infinity,
  });
}
