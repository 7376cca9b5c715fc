import { SpanStatusCode, trace } from '@opentelemetry/api';
import { FakeTracerProvider } from './fake-tracer-provider.js';
import { runProgram } from './run-program.js';

describe('the span of runProgram', () => {
  let traces: FakeTracerProvider;

  beforeEach(() => {
    traces = new FakeTracerProvider();
    trace.setGlobalTracerProvider(traces);
  });

  afterEach(() => trace.disable());

  it('names the program and its exit code', async () => {
    await runProgram({ command: '/bin/true', args: ['secret'] });

    expect(traces.spans).toMatchObject([
      {
        name: 'exec true',
        attributes: { 'process.executable.name': 'true', 'process.exit.code': 0 },
        status: { code: SpanStatusCode.UNSET },
        ended: true,
      },
    ]);
  });

  it('is an error when the program fails, is missing or is aborted', async () => {
    const controller = new AbortController();
    const onLine = () => controller.abort(new Error('enough'));
    const sleeping = { command: 'sh', args: ['-c', 'echo; sleep 60'], signal: controller.signal, onLine };

    for (const program of [{ command: 'false', args: [] }, { command: 'no-such-program', args: [] }, sleeping])
      await runProgram(program).catch(() => undefined);

    expect(traces.spans).toMatchObject([
      { attributes: { 'process.exit.code': 1 }, status: { message: 'false ended with exit code 1' } },
      { status: { message: 'no-such-program is not installed' } },
      { status: { message: 'enough' } },
    ]);
    expect(traces.spans.every((span) => span.ended && span.status.code === SpanStatusCode.ERROR)).toBe(true);
  });
});
