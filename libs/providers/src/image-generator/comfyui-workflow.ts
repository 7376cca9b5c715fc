import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** As ComfyUI saves it in API format: nodes by id. */
const Workflow = z.record(
  z.string(),
  z.looseObject({ class_type: z.string(), inputs: z.record(z.string(), z.unknown()) }),
);
export type Workflow = z.output<typeof Workflow>;

export interface WorkflowValues {
  readonly prompt: string;
  readonly negative_prompt: string;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly steps: number;
  readonly model: string;
}

/** Text to picture, as every installation can do it. */
const standardWorkflow: Workflow = {
  model: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: '%model%' } },
  wanted: { class_type: 'CLIPTextEncode', inputs: { text: '%prompt%', clip: ['model', 1] } },
  unwanted: { class_type: 'CLIPTextEncode', inputs: { text: '%negative_prompt%', clip: ['model', 1] } },
  canvas: { class_type: 'EmptyLatentImage', inputs: { width: '%width%', height: '%height%', batch_size: 1 } },
  sampler: {
    class_type: 'KSampler',
    inputs: {
      model: ['model', 0],
      positive: ['wanted', 0],
      negative: ['unwanted', 0],
      latent_image: ['canvas', 0],
      seed: '%seed%',
      steps: '%steps%',
      cfg: 7,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 1,
    },
  },
  decoder: { class_type: 'VAEDecode', inputs: { samples: ['sampler', 0], vae: ['model', 2] } },
  saved: { class_type: 'SaveImage', inputs: { images: ['decoder', 0], filename_prefix: 'polyspool' } },
};

/** Throws `BadEnvironment` where the file is none. */
export function readWorkflow(path: string | undefined): Workflow {
  if (path === undefined) return standardWorkflow;
  try {
    const workflow = Workflow.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (JSON.stringify(workflow).includes('%prompt%')) return workflow;
  } catch (cause) {
    throw new BadEnvironment([
      `COMFYUI_WORKFLOW: ${path} is no workflow in API format (${String(cause).slice(0, 200)})`,
    ]);
  }
  throw new BadEnvironment([`COMFYUI_WORKFLOW: ${path} has no %prompt%`]);
}

/** Another workflow makes other pictures. */
export const workflowVersion = (workflow: Workflow) => hash('sha256', JSON.stringify(workflow)).slice(0, 8);

export const namesModel = (workflow: Workflow) => JSON.stringify(workflow).includes('%model%');

/** With the values in it; a value alone keeps its type. */
export function filledWorkflow(workflow: Workflow, values: WorkflowValues): Workflow {
  return fill(workflow) as Workflow;

  function fill(part: unknown): unknown {
    if (typeof part === 'string') return fillText(part);
    if (Array.isArray(part)) return part.map(fill);
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, fill(value)]));
  }

  function fillText(text: string): unknown {
    const alone = /^%(\w+)%$/.exec(text)?.[1];
    if (isValue(alone)) return values[alone];
    return text.replaceAll(/%(\w+)%/g, (placeholder, name: string) =>
      isValue(name) ? String(values[name]) : placeholder,
    );
  }

  function isValue(name: string | undefined): name is keyof WorkflowValues {
    return name !== undefined && Object.hasOwn(values, name);
  }
}
