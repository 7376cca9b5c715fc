/** What an answer may have: more is nothing that an engine has to say. */
const maxBodyBytes = 16 * 1024 ** 2;

/** `fetch` for engines: follows nobody elsewhere, and cuts the connection to a server that does not stop. */
export async function limitedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const { body, status, statusText, headers } = await fetch(input, { ...init, redirect: 'error' });
  let bytes = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes <= maxBodyBytes) controller.enqueue(chunk);
      else controller.error(new Error(`its answer has more than ${maxBodyBytes} bytes`));
    },
  });
  return new Response(body?.pipeThrough(limit) ?? null, { status, statusText, headers });
}
