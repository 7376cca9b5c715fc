import type { Caller } from '../calls/caller.js';
import type { JobEvent, JobSnapshot } from '../generated/contract.js';
import { eventStream } from './event-stream.js';
import { ConnectionLost, Refused, type Heard, type Told } from './told.js';

/** A stream this long without a word, comments included, is dead. */
const silenceMs = 45_000;

/** `/v1/jobs/{id}/events`: Server-Sent Events by `fetch`, as `EventSource` takes no key. */
export async function* followByEvents(
  caller: Caller,
  jobId: string,
  heard: Heard,
  signal: AbortSignal,
): AsyncGenerator<Told, void, undefined> {
  const dead = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onSign = () => {
    clearTimeout(timer);
    timer = setTimeout(() => dead.abort(new ConnectionLost('Nothing was heard')), silenceMs);
  };
  const headers = { accept: 'text/event-stream', 'last-event-id': heard.lastEventId.value };
  const call = { signal: AbortSignal.any([signal, dead.signal]), headers, retries: 0 };
  try {
    const body = await caller.send('GET', `/v1/jobs/${encodeURIComponent(jobId)}/events`, call, bodyOf);
    onSign();
    for await (const { name, data, id } of eventStream(body, onSign)) {
      heard.lastEventId.value = id ?? heard.lastEventId.value;
      if (name === 'closed') throw new Refused(data);
      if (name === 'snapshot') yield { snapshot: JSON.parse(data) as JobSnapshot };
      else if (name === 'event') yield { event: JSON.parse(data) as JobEvent };
    }
  } finally {
    clearTimeout(timer);
  }
}

function bodyOf(answer: Response) {
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream');
  if (answer.body && isStream) return answer.body;
  throw new ConnectionLost('There is no event stream');
}
