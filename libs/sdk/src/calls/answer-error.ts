import { PolyspoolError } from '../polyspool-error.js';

/** What the server said when it said no. */
export async function answerError(answer: Response): Promise<PolyspoolError> {
  const body = (await answer.json().catch(() => undefined)) as Partial<Record<string, unknown>> | undefined;
  const { code, detail, title, traceId, errors } = body ?? {};
  return new PolyspoolError({
    code: typeof code === 'string' ? code : 'client.unexpectedAnswer',
    detail: [detail, title].find((text) => typeof text === 'string') ?? `The server answered ${answer.status}`,
    status: answer.status,
    retryAfterMs: retryAfterMs(answer.headers.get('retry-after')),
    traceId: typeof traceId === 'string' ? traceId : undefined,
    errors: Array.isArray(errors) ? errors : undefined,
  });
}

/** Seconds, or a date (RFC 9110). */
export function retryAfterMs(header: string | null): number | undefined {
  if (!header) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
