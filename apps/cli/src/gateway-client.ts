import type { z } from 'zod';

/** What the gateway has refused, in its own words. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export interface GatewayPlace {
  readonly url: string;
  readonly key: string;
}

const withinMs = 30_000;

/** Throws `Refused`. */
export async function ask<Answer extends z.ZodType>(
  { url, key }: GatewayPlace,
  path: string,
  answer: Answer,
  body?: object,
): Promise<z.output<Answer>> {
  const headers = { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) };
  const request = { method: body ? 'POST' : 'GET', headers, signal: AbortSignal.timeout(withinMs) };
  const response = await fetch(new URL(path, url), { ...request, ...(body && { body: JSON.stringify(body) }) }).catch(
    (error: unknown) => {
      throw new Refused('unreachable', `Nobody answers at ${url}: ${causeOf(error)}`);
    },
  );
  const said: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw refusalOf(response.status, said);
  const known = answer.safeParse(said);
  if (!known.success) throw new Refused('answer', `The gateway answers what this program does not know at ${path}`);
  return known.data;
}

function refusalOf(status: number, said: unknown) {
  const { code = `http.${status}`, title, detail } = said as { code?: string; title?: string; detail?: string };
  return new Refused(code, [title, detail].filter(Boolean).join(': ') || `The gateway answered ${status}`);
}

function causeOf(error: unknown) {
  const { cause, message } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? message;
}
