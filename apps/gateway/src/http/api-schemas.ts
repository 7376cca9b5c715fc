import {
  DocumentProbe,
  DocumentUpload,
  MediaProbe,
  RecordingUpload,
  ScriptProbe,
  ScriptUpload,
  SignedLink,
  Upload,
  UploadPage,
} from '@polyspool/contracts/files';
import { FilmEstimate } from '@polyspool/contracts/film-estimate';
import { GlossaryChange, GlossarySummary, NewGlossary, StoredGlossary } from '@polyspool/contracts/glossaries';
import {
  Artifact,
  ArtifactList,
  Job,
  JobError,
  JobLog,
  JobPage,
  JobResult,
  JobSnapshot,
  Problem,
} from '@polyspool/contracts/job-status';
import { DeckRequest, JobVocabulary, KnownEntry, LearnerWord } from '@polyspool/contracts/learner';
import { AuditEntry } from '@polyspool/contracts/audit';
import { Backup } from '@polyspool/contracts/maintenance';
import { Me } from '@polyspool/contracts/people';
import { NewProject, Project, ProjectChange, ProjectMember, ProjectPage } from '@polyspool/contracts/projects';
import { Provenance } from '@polyspool/contracts/provenance';
import {
  CorpusRecord,
  CorpusRecordPage,
  NewRecord,
  RecordChange,
  RecordingMeasures,
} from '@polyspool/contracts/records';
import { Report, ReportPage } from '@polyspool/contracts/reports';
import {
  NewSchedule,
  PreviewRequest,
  Schedule,
  ScheduleChange,
  ScheduleList,
  SchedulePreview,
} from '@polyspool/contracts/schedules';
import {
  NewWebhook,
  Webhook,
  WebhookChange,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookPage,
  WebhookWithSecret,
} from '@polyspool/contracts/webhooks';
import { z } from 'zod';
import { CorpusTaskList, CorpusTaskStatus, StartedTask } from '../dialects/corpus/corpus-task.js';
import { JobCancelResponse, JobListResponse, JobResponse } from '../dialects/film/film-job.js';
import { TaskStatusResponse } from '../dialects/video/task-status.js';

export type JsonSchema = { readonly [keyword: string]: unknown };

/** Schemas with a name of their own in the description; others refer to them. */
const named = {
  Artifact,
  ArtifactList,
  AuditEntry,
  Backup,
  CorpusRecord,
  CorpusRecordPage,
  CorpusTaskList,
  CorpusTaskStatus,
  DeckRequest,
  DocumentProbe,
  DocumentUpload,
  FilmEstimate,
  GlossaryChange,
  GlossarySummary,
  Job,
  JobCancelResponse,
  JobError,
  JobLog,
  JobListResponse,
  JobPage,
  JobResponse,
  JobResult,
  JobSnapshot,
  JobVocabulary,
  KnownEntry,
  LearnerWord,
  Me,
  MediaProbe,
  NewGlossary,
  NewProject,
  NewRecord,
  NewSchedule,
  NewWebhook,
  PreviewRequest,
  Problem,
  Project,
  ProjectChange,
  ProjectMember,
  ProjectPage,
  Provenance,
  RecordChange,
  RecordingMeasures,
  RecordingUpload,
  Report,
  ReportPage,
  Schedule,
  ScheduleChange,
  ScheduleList,
  SchedulePreview,
  ScriptProbe,
  ScriptUpload,
  SignedLink,
  StartedTask,
  StoredGlossary,
  TaskStatusResponse,
  Upload,
  UploadPage,
  Webhook,
  WebhookChange,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookPage,
  WebhookWithSecret,
};
const names = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(named)) names.add(schema, { id });

interface Description {
  readonly name: string;
  readonly components: Record<string, JsonSchema>;
}

/** Bodies that are checked in two steps: the route knows the frame, the contract the rest. */
const described = new WeakMap<z.ZodType, Description>();

/** From now on `checked` is described by the component `name`: as `whole` says, where that is given. */
export function describeAs(name: string, checked: z.ZodType, whole?: z.ZodType) {
  described.set(checked, { name, components: whole ? { [name]: jsonSchema(whole, 'input') } : {} });
}

export const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** A schema of a route as JSON Schema, and the components that it needs. */
export function apiSchema(schema: z.ZodType, io: 'input' | 'output') {
  const known = described.get(schema);
  if (known) return { schema: refTo(known.name), components: known.components };
  const { properties, $defs } = toJson(z.object({ schema }), io, names);
  return { schema: properties!['schema'], components: $defs };
}

/** A schema on its own. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...json } = toJson(schema, io);
  return json;
}

function toJson(schema: z.ZodType, io: 'input' | 'output', metadata?: typeof names) {
  return z.toJSONSchema(schema, {
    io,
    ...(metadata ? { metadata } : {}),
    unrepresentable: 'any',
    // Answers only grow: who reads them has to expect more than is said today.
    override: ({ jsonSchema: json }) => {
      if (io === 'output' && json.additionalProperties === false) delete json.additionalProperties;
    },
  });
}
