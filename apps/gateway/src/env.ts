import { accessEnv } from '@polyspool/access/access-env';
import { encryptionEnv } from '@polyspool/jobs/packing/encryption-env';
import { webhookEnv } from '@polyspool/messengers/webhook/webhook-env';
import { databaseEnv, readEnv, redisEnv, serviceEnv, storageEnv } from '@polyspool/service/env';
import { ImageEngine, maxScriptCharacters, SpeechEngine } from '@polyspool/contracts/film';
import { EnginePrices } from '@polyspool/contracts/film-estimate';
import { Language } from '@polyspool/contracts/languages';
import { maxOpenJobs } from '@polyspool/contracts/queues';
import { tmpdir } from 'node:os';
import { z } from 'zod';
import { ProvenanceKeySet } from './artifacts/provenance-keys.js';
import { limitEnv } from './access/limit-env.js';
import { jsonEnv } from './json-env.js';

export const env = readEnv(
  {
    ...serviceEnv,
    ...storageEnv,
    ...encryptionEnv,
    ...accessEnv,
    ...redisEnv,
    ...limitEnv,
    ...webhookEnv,
    ...databaseEnv(),
    JOB_STATUS_URL: z.url({ protocol: /^https?$/ }),
    /** The built console; without it the gateway is an API only. */
    CONSOLE_DIR: z.string().optional(),
    /** Signs links that work without a key. */
    LINK_SECRET: z.string().min(32),
    /** Prometheus may have one of its own, beside the keys of operators: it opens `/metrics` alone, and while Postgres is away, too. */
    METRICS_KEY: z
      .string()
      .regex(/^[\w.~+/-]{32,}=*$/)
      .optional(),
    /** Of a recording. */
    MAX_UPLOAD_BYTES: z.coerce
      .number()
      .int()
      .positive()
      .default(10 * 1024 ** 3),
    MAX_DOCUMENT_BYTES: z.coerce
      .number()
      .int()
      .positive()
      .default(50 * 1024 ** 2),
    /** Of the gateway only whether there is one is known: corpus-worker writes to it. */
    ARCHIVE_URL: z.url({ protocol: /^(file|s3)$/ }).optional(),
    /** Of a .txt or .jsonl, which may be a list of texts. */
    MAX_TEXTS_BYTES: z.coerce
      .number()
      .int()
      .positive()
      .max(1024 ** 3)
      .default(64 * 1024 ** 2),
    MAX_SCRIPT_BYTES: z.coerce.number().int().positive().max(maxScriptCharacters).default(maxScriptCharacters),
    /** Into which documents are translated that come by `/api/v1/upload`, where the request does not say. */
    DOCUMENT_TARGET_LANGUAGE: Language.default('es'),
    /** Likewise videos that come by `/api/videos`. */
    VIDEO_TARGET_LANGUAGE: Language.default('es'),
    /** Uploads lie here until they are checked. On the volume of the storage they are moved, not copied. */
    UPLOAD_SPOOL_DIR: z.string().default(tmpdir()),
    /** A sender who is silent for so long is gone. */
    UPLOAD_IDLE_TIMEOUT_S: z.coerce.number().positive().default(60),
    /** Uploads of one person that may be in progress at once, in each replica. */
    UPLOADS_PER_USER: z.coerce.number().int().min(1).default(4),
    /** Resumable uploads that one person may have begun and not ended. */
    RESUMABLE_UPLOADS_PER_USER: z.coerce.number().int().min(1).default(16),
    /** Of one person: those that have not ended. */
    MAX_OPEN_JOBS: z.coerce.number().int().min(1).default(maxOpenJobs),
    /** As the workers have them: what a film would cost is told before it is made. */
    GENERATION_PRICES: jsonEnv(EnginePrices).prefault('{}'),
    IMAGE_GENERATOR: ImageEngine.default('procedural'),
    SPEECH_ENGINE: SpeechEngine.optional(),
    /** Where people reach this gateway: links in mails begin with it. */
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8000'),
    /** Where a job's trace is shown, with {traceId} or {jobId} in it; operators and administrators get the link. */
    TRACE_URL: z
      .url({ protocol: /^https?$/ })
      .regex(/\{(traceId|jobId)\}/)
      .optional(),
    /** Of the catcher of a local start: operators see its mails. */
    MAIL_CATCHER_URL: z.url({ protocol: /^http$/ }).optional(),
    /** A JWK Set of those that manifests are signed with, the newest one and all before it. */
    PROVENANCE_PUBLIC_KEYS: jsonEnv(ProvenanceKeySet).prefault('{"keys":[]}'),
    /** How many files are looked into at once, at most one for each person. */
    UPLOAD_PROBES: z.coerce.number().int().min(1).default(2),
  },
  process.env,
  { isRedisOptional: true },
);

export type GatewayEnv = typeof env;
