import type { Polyspool, Task } from '@polyspool/sdk';
import { Box, Text, useApp, useInput } from 'ink';
import { useState } from 'react';

export interface Sight {
  readonly at: Date;
  readonly queues: Awaited<ReturnType<Polyspool['admin']['stats']>>;
  readonly workers: Awaited<ReturnType<Polyspool['admin']['workers']>>;
  readonly active: readonly Task[];
  /** Why it could not be looked at again. */
  readonly trouble?: string | undefined;
}

const bar = (part: number, width: number) => '█'.repeat(Math.round(part * width)).padEnd(width, '░');
const queueBar = 20;
const jobBar = 10;
/** All but the rows of queues and jobs; and so many jobs have room whatever there is else. */
const frameRows = 7;
const leastJobs = 3;
const orders = ['percent', 'type', 'started'] as const;

/** Queues, workers and running jobs, drawn again as they change. */
export function TopScreen({ sight, rows }: { sight: Sight | undefined; rows: number }) {
  const { exit } = useApp();
  const [onlyBusy, setOnlyBusy] = useState(false);
  const [order, setOrder] = useState(0);
  useInput((input, key) => {
    if (input === 'q' || key.escape) exit();
    if (input === 'b') setOnlyBusy(!onlyBusy);
    if (input === 's') setOrder((order + 1) % orders.length);
  });
  if (!sight) return <Text dimColor>Looking …</Text>;
  const busy = sight.queues.filter((one) => !onlyBusy || one.active + one.queued + one.retrying > 0);
  const most = Math.max(1, rows - frameRows - leastJobs);
  const shown = byNeed(busy).slice(0, most);
  const left = Math.max(leastJobs, rows - frameRows - shown.length);
  return (
    <Box flexDirection="column">
      <Summary sight={sight} />
      <QueueRows queues={shown} hidden={busy.length - shown.length} />
      <Text> </Text>
      <JobRows tasks={sorted(sight.active, orders[order]!)} most={left} />
      <Text dimColor wrap="truncate">
        q ends · b {onlyBusy ? 'all queues' : 'busy queues only'} · s sorted by {orders[order]}
      </Text>
    </Box>
  );
}

function Summary({ sight: { at, workers, queues, trouble } }: { sight: Sight }) {
  const sum = (of: (queue: Sight['queues'][number]) => number) => queues.reduce((all, one) => all + of(one), 0);
  return (
    <Box gap={2}>
      <Text bold>polyspool</Text>
      <Text>{at.toLocaleTimeString()}</Text>
      <Text>{workers.length} workers</Text>
      <Text color="cyan">{sum(({ active }) => active)} run</Text>
      <Text>{sum(({ queued }) => queued)} wait</Text>
      <Text color="green">{sum(({ lastHour }) => lastHour.succeeded)} done in 1 h</Text>
      <Text color="red">{sum(({ lastHour }) => lastHour.failed)} failed</Text>
      {trouble ? <Text color="yellow">{trouble}</Text> : null}
    </Box>
  );
}

function QueueRows({ queues, hidden }: { queues: Sight['queues']; hidden: number }) {
  return (
    <Box flexDirection="column">
      <Text bold wrap="truncate">
        {'QUEUE'.padEnd(20)} {'SLOTS IN USE'.padEnd(queueBar + 8)} {'WAIT'.padStart(6)} {'RETRY'.padStart(6)}{' '}
        {'FAILED'.padStart(6)} {hidden ? `+${hidden}` : ''}
      </Text>
      {queues.map(({ queue, slots, active, queued, retrying, lastHour }) => (
        <Text key={queue} wrap="truncate" color={slots === 0 && queued > 0 ? 'red' : active > 0 ? 'cyan' : undefined}>
          {queue.padEnd(20)} {bar(slots ? Math.min(1, active / slots) : 0, queueBar)} {`${active}/${slots}`.padEnd(7)}{' '}
          {String(queued).padStart(6)} {String(retrying).padStart(6)} {String(lastHour.failed).padStart(6)}
        </Text>
      ))}
    </Box>
  );
}

function JobRows({ tasks, most }: { tasks: readonly Task[]; most: number }) {
  const shown = tasks.slice(0, most);
  return (
    <Box flexDirection="column">
      <Text bold wrap="truncate">
        {'DONE'.padEnd(jobBar + 6)} {'KIND'.padEnd(24)} {'JOB'.padEnd(36)} STEP
      </Text>
      {shown.map(({ id, type, percent, step = '' }) => (
        <Text key={id} wrap="truncate">
          {bar(percent / 100, jobBar)} {`${Math.floor(percent)} %`.padStart(5)} {type.padEnd(24)} {id} {step}
        </Text>
      ))}
      {tasks.length > shown.length ? <Text dimColor>and {tasks.length - shown.length} more</Text> : null}
    </Box>
  );
}

/** First those that nobody serves, then those where most goes on; else as they come. */
const byNeed = (queues: Sight['queues']) => queues.toSorted((one, other) => needOf(other) - needOf(one));
const needOf = ({ slots, active, queued, retrying }: Sight['queues'][number]) =>
  slots === 0 && queued > 0 ? Number.MAX_SAFE_INTEGER : active + queued + retrying;

function sorted(tasks: readonly Task[], by: (typeof orders)[number]) {
  if (by === 'percent') return tasks.toSorted((one, other) => other.percent - one.percent);
  const field = (task: Task) => (by === 'type' ? task.type : (task.startedAt ?? ''));
  return tasks.toSorted((one, other) => field(one).localeCompare(field(other)));
}
