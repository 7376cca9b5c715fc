import { z } from 'zod';
import { maintenanceJobs } from '../maintenance.js';
import { slidesJobs } from '../slides.js';
import { videoJobs } from '../video.js';
import { celeryTask, resultOf } from './celery-task.js';
import { TaskPath, targetLanguage } from './task-fields.js';

/** `langflix.tasks`: videos to expressions worth learning, slides, clean-ups. */
export const contentTasks = {
  process_video_content: celeryTask(
    videoJobs.processContent,
    // What is made is published with the job: there is no folder to write to.
    z.strictObject({ video_path: TaskPath, output_dir: z.string().optional(), ...targetLanguage }),
    ({ video_path, target_lang }) => ({ input: { uploadId: video_path, targetLanguage: target_lang } }),
  ),
  generate_educational_slides: celeryTask(
    slidesJobs.generate,
    z.strictObject({ content_data: z.record(z.string(), z.unknown()) }),
    ({ content_data }) => ({ input: slideOf(content_data) }),
  ),
  cleanup_old_files: celeryTask(
    maintenanceJobs.cleanupOldFiles,
    z.strictObject({ days: z.int().optional(), dry_run: z.boolean().optional() }),
    ({ days, dry_run }) => ({ input: { days, dryRun: dry_run } }),
  ),
};

export const contentResults = [
  resultOf(videoJobs.processContent, ({ output: { expressions, durationSeconds }, files }) => ({
    status: 'success',
    message: `Found ${expressions.length} ${expressions.length === 1 ? 'expression' : 'expressions'} worth learning`,
    expressions,
    duration_seconds: durationSeconds,
    files: files.map(({ name, url }) => ({ name, url })),
  })),
  resultOf(slidesJobs.generate, ({ output: { formats }, files }) => ({
    status: 'success',
    message: `Made the slide as ${formats.join(', ')}`,
    files: files.map(({ name, url }) => ({ name, url })),
  })),
  resultOf(maintenanceJobs.cleanupOldFiles, ({ output: { files, bytes, rows, dryRun } }) => ({
    status: 'success',
    message: `${dryRun ? 'Would remove' : 'Removed'} ${files} files with ${bytes} bytes`,
    ...{ files, bytes, rows, dry_run: dryRun },
  })),
];

/** "... other expression data": what a slide has a place for goes there, every other text becomes one of its rows. */
function slideOf(content: Readonly<Record<string, unknown>>) {
  const camelled = Object.entries(content).map(
    ([name, value]) => [name.replaceAll(/_(\w)/g, upper), name, value] as const,
  );
  const own = camelled.filter(([key]) => Object.hasOwn(slidesJobs.generate.input.shape, key));
  const rest = camelled.filter(([key, , value]) => !own.some(([other]) => other === key) && isText(value));
  const fields = Object.fromEntries(own.map(([key, , value]) => [key, value]));
  const rows = rest.slice(0, 8).map(([, name, value]) => [name, String(value)]);
  return { ...fields, ...(rows.length > 0 && fields['extra'] === undefined && { extra: Object.fromEntries(rows) }) };
}

const upper = (_: string, letter: string) => letter.toUpperCase();
const isText = (value: unknown) => typeof value === 'string' || typeof value === 'number';
