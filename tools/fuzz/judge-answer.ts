import { errorCodes, isErrorCode } from '@polyspool/contracts/errors';
import type { ApiDocument, Operation } from './api-document.ts';
import type { Answer } from './raw-request.ts';
import type { Question } from './request-arbitrary.ts';

/** What is no answer to anybody: how the inside looks, and what opens doors. */
const inside: readonly RegExp[] = [
  /\n\s+at .+[:(]\d+:\d+/,
  /\bnode_modules\b|\bapps\/[\w-]+\/(src|dist)\b/,
  /\b(SELECT .+ FROM|INSERT INTO|DELETE FROM|UPDATE \w+ SET)\b/,
  /\b(QueryFailedError|TypeError|RangeError|ReplyError|ECONNREFUSED|ENOENT|ERR_[A-Z_]+)\b/,
  /violates .+ constraint|duplicate key value|invalid byte sequence|invalid input syntax|relation "\w+"/,
  /\b(postgres(ql)?|redis):\/\//,
];

/** Refusals that name what a running system lacks, or what was asked of it before. */
const unavailable = ['queue.draining', 'storage.noArchive', 'engine.missing'];

export interface Judge {
  readonly document: ApiDocument;
  /** Texts that nobody is told. */
  readonly secrets: readonly string[];
}

/** Everything that is wrong with an answer; nothing of it, if it is as it should be. */
export function faultsOf(judge: Judge, operation: Operation, question: Question, answer: Answer): string[] {
  const { status, body } = answer;
  const wire = question.path + JSON.stringify(question.headers) + (question.body?.toString('utf8') ?? '');
  const told = inside.flatMap((one) => one.exec(body)?.[0] ?? []).filter((text) => !wire.includes(text));
  const secrets = judge.secrets.filter((secret) => body.includes(secret) && !wire.includes(secret));
  return [
    ...told.map((text) => `tells of its inside: ${text.slice(0, 100)}`),
    ...secrets.map((secret) => `tells what is not for everybody: ${secret.slice(0, 12)}...`),
    ...(status >= 400 ? refusalFaults(operation, question, answer) : successFaults(judge, operation, question, answer)),
  ];
}

function refusalFaults(operation: Operation, { method }: Question, { status, mediaType, body }: Answer): string[] {
  if (status < 500 && (method === 'HEAD' || operation.answers[String(status)]?.[mediaType])) return [];
  const problem = jsonIn(body) as { code?: string; status?: number } | undefined;
  const code = problem?.code;
  if (status >= 500 && !(status === 503 && (operation.answers['503'] || unavailable.includes(code ?? ''))))
    return [`${status} ${body.slice(0, 300)}`];
  if (mediaType !== 'application/problem+json')
    return [`${status} as ${mediaType || 'nothing'}: ${body.slice(0, 200)}`];
  if (code === undefined || !isErrorCode(code)) return [`${status} without a known code: ${body.slice(0, 200)}`];
  if (errorCodes[code].status !== status || problem?.status !== status) return [`${status} with ${code}`];
  return [];
}

function successFaults(
  { document }: Judge,
  { answers, method }: Operation,
  { json }: Question,
  { status, mediaType, body }: Answer,
): string[] {
  const contents = answers[String(status)];
  if (!contents) return [`${status}, which the document does not know`];
  if (status === 304 || method === 'HEAD' || Object.keys(contents).length === 0) return [];
  const content = contents[mediaType] ?? contents['*/*'];
  if (!content) return [`${status} as ${mediaType || 'nothing'}, which the document does not know`];
  const value = mediaType.endsWith('json') ? jsonIn(body) : body;
  const answered = document.misfit(content, value);
  const asked = json && document.misfit(json.content, json.value);
  return [
    ...(answered && mediaType !== 'application/octet-stream'
      ? [`an answer that does not fit: ${answered}: ${body.slice(0, 300)}`]
      : []),
    ...(asked ? [`${status} to what the document forbids: ${asked}`] : []),
  ];
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
