import { z } from 'zod';
import { generationJobs } from '../generation.js';
import { celeryTask, resultOf } from './celery-task.js';
import { ForeignId, TaskPath } from './task-fields.js';

/** A system that makes videos of scripts. */
export const filmTasks = {
  generate_video_task: celeryTask(
    generationJobs.fullVideo,
    z.strictObject({
      project_id: z.uuid(),
      // Of a row that was made before the task there; here the task is the job.
      job_id: ForeignId,
      // Without them, the script of the project.
      script: z.string().optional(),
      script_path: TaskPath.optional(),
    }),
    ({ project_id: projectId, script, script_path: uploadId }) => ({ projectId, input: { script, uploadId } }),
  ),
};

export const filmResults = [
  resultOf(generationJobs.fullVideo, ({ output, files }) => ({
    status: 'completed',
    title: output.title,
    scenes: output.scenes,
    duration_seconds: output.durationSeconds,
    files: files.map(({ name, url }) => ({ name, url })),
  })),
];
