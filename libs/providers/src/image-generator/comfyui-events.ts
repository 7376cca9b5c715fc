import { z } from 'zod';

/** Messages of ComfyUI that are about one prompt. */
const Message = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    data: z.object({ value: z.number(), max: z.number(), prompt_id: z.string() }),
  }),
  z.object({ type: z.literal('executing'), data: z.object({ node: z.string().nullish(), prompt_id: z.string() }) }),
  z.object({
    type: z.enum(['execution_success', 'execution_error', 'execution_interrupted']),
    data: z.object({ prompt_id: z.string() }),
  }),
]);

export interface ComfyUiListener {
  /** The progress of a sampler, from 0 to 1. */
  readonly onProgress: (promptId: string, fraction: number) => void;
  /** Whatever came of it: its history tells. */
  readonly onEnd: (promptId: string) => void;
}

export interface Listening extends Disposable {
  /** From then on nothing is missed; also when it turned out that nothing can be heard. */
  readonly hasBegun: Promise<void>;
}

/** Listens until it is closed. Where that does not work, nothing is heard: whoever waits asks now and then, too. */
export function listenToComfyUi(url: URL, { onProgress, onEnd }: ComfyUiListener): Listening {
  const socket = new WebSocket(url);
  const begun = Promise.withResolvers<void>();
  for (const event of ['open', 'error', 'close']) socket.addEventListener(event, () => begun.resolve());
  socket.addEventListener('message', ({ data }: { data: unknown }) => {
    const message = read(data);
    if (!message) return;
    const { prompt_id: promptId } = message.data;
    if (message.type === 'progress') onProgress(promptId, message.data.value / Math.max(1, message.data.max));
    else if (message.type !== 'executing' || !message.data.node) onEnd(promptId);
  });
  return { hasBegun: begun.promise, [Symbol.dispose]: () => socket.close() };
}

/** Undefined of previews, which are binary, and of what is about something else. */
function read(data: unknown) {
  if (typeof data !== 'string') return undefined;
  try {
    return Message.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
