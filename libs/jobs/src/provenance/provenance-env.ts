import { z } from 'zod';
import { ProvenanceSigner } from './provenance-signer.js';

/** For workers that make media: they do not start without it. */
export const provenanceEnv = {
  PROVENANCE_KEY: z.string().transform((text, context) => {
    try {
      return ProvenanceSigner.parse(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  }),
};
