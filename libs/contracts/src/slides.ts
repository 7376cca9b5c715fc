import { z } from 'zod';
import { defineJobs } from './define-jobs.js';
import { Language } from './languages.js';
import { contentLimits } from './video.js';
import { Warning } from './warning.js';

const text = (maxLength: number) => z.string().trim().min(1).max(maxLength);

/** `card` is light and `dark` is dark, both 16:9; `story` is upright, 9:16. */
export const SlideTemplate = z.enum(['card', 'dark', 'story']);
export type SlideTemplate = z.output<typeof SlideTemplate>;

export const SlideFormat = z.enum(['png', 'pdf', 'pptx', 'mp4']);
export type SlideFormat = z.output<typeof SlideFormat>;

const maxExtraRows = 8;

/** What a slide says. Texts may be in any script. */
const content = {
  title: text(120).optional(),
  expression: text(300),
  translation: text(300).optional(),
  /** How it is said, for example in the phonetic alphabet. */
  pronunciation: text(200).optional(),
  example: text(500).optional(),
  exampleTranslation: text(500).optional(),
  notes: text(1_000).optional(),
  /** Of the expression and its example: chooses among fonts that share characters (Chinese, Japanese, Korean). */
  language: Language.optional(),
  /** Of everything else. */
  targetLanguage: Language.optional(),
  /** Further facts, each shown as a small row: `{ "Level": "B2" }`. */
  extra: z
    .record(text(60), text(200))
    .refine((rows) => Object.keys(rows).length <= maxExtraRows, `At most ${maxExtraRows} rows`)
    .default({}),
};

export const SlideContent = z.strictObject(content);
export type SlideContent = z.output<typeof SlideContent>;

export const slidesJobs = defineJobs('slides', {
  /** One expression as a slide to learn from: as a picture, to print, to edit, to put into a film. */
  generate: {
    ...contentLimits,
    input: z.strictObject({
      ...content,
      template: SlideTemplate.default('card'),
      formats: z.array(SlideFormat).min(1).max(4).default(['png']),
      /** How long the film plays. */
      seconds: z.number().min(0.5).max(60).default(5),
      /** A video from which one frame is shown. */
      uploadId: z.uuid().optional(),
      /** Which frame. */
      pictureSeconds: z
        .number()
        .nonnegative()
        .max(4 * 3600)
        .default(0),
    }),
    output: z.object({
      /** Pixels of the picture and the film. */
      width: z.int(),
      height: z.int(),
      formats: z.array(SlideFormat),
      warnings: z.array(Warning),
    }),
    steps: ['picture', 'compose', 'write'],
    weights: { write: 5 },
  },
});
