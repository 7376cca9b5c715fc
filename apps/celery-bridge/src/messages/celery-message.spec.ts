import fc from 'fast-check';
import { readCeleryMessage } from './celery-message.js';

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const message = ({ headers = {}, body = [[], {}, null] as unknown, ...more }: Record<string, unknown> = {}) =>
  JSON.stringify({
    ...{ body: base64(body), 'content-encoding': 'utf-8', 'content-type': 'application/json' },
    headers: { id: 'a', task: 'tasks.debug_task', ...(headers as object) },
    properties: { body_encoding: 'base64' },
    ...more,
  });

describe('a message of Celery', () => {
  it('is a call with its arguments and times; a time without a zone is UTC', () => {
    const headers = { eta: '2026-11-22T21:26:19.761244', expires: '2026-11-22T21:27:54+02:00', ignore_result: true };

    expect(readCeleryMessage(message({ headers, body: [[1], { b: 'ü' }, { callbacks: null, chain: [] }] }))).toEqual({
      ...{ id: 'a', name: 'tasks.debug_task', wantsResult: false },
      call: { args: [1], kwargs: { b: 'ü' }, eta: `${headers.eta}Z`, expires: headers.expires },
    });
  });

  it.each([
    [[300, 240], { time_limit: 300, soft_time_limit: 240 }],
    [[null, 240], { soft_time_limit: 240 }],
    [[null, null], {}],
    [[0, -1], {}],
    ['soon', {}],
  ])('has the time limits %j, where they are any', (timelimit, limits) => {
    expect(readCeleryMessage(message({ headers: { timelimit } }))).toMatchObject({
      call: { args: [], kwargs: {}, ...limits },
    });
  });

  it.each([
    ['that is no JSON', '{', undefined, 'DecodeError'],
    ['without headers, as protocol 1 has it', message({ headers: { task: undefined } }), 'a', 'DecodeError'],
    ['in pickle', message({ 'content-type': 'application/x-python-serialize' }), 'a', 'ContentDisallowed'],
    ['whose body is cut off', message({ body: [[]] }), 'a', 'DecodeError'],
    ['above 1 MiB', message({ body: [['x'.repeat(1_000_000)], {}] }), 'a', 'DecodeError'],
    ['that goes on in a chain', message({ body: [[], {}, { chain: [{}] }] }), 'a', 'NotImplementedError'],
    ['of a chord', message({ body: [[], {}, { chord: {} }] }), 'a', 'NotImplementedError'],
  ])('%s is refused, by its id where it says one', (_case, raw, id, type) => {
    expect(readCeleryMessage(raw)).toMatchObject({ id, exception: { type } });
  });

  it('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (raw) => void readCeleryMessage(raw)));
    fc.assert(fc.property(fc.jsonValue(), (body) => void readCeleryMessage(message({ body }))));
  });
});
