import { NotificationPreferences } from '@polyspool/contracts/notifications';
import { planChannels } from './plan-channels.js';

const anna = (more: object = {}) =>
  NotificationPreferences.parse({ email: 'a@example.org', emailVerified: true, ...more });

describe('the channels on which somebody is told', () => {
  it.each([
    ['jobSucceeded', ['inApp']],
    ['announcement', ['inApp', 'email']],
    ['systemAlert', ['inApp', 'email']],
  ] as const)('are those of the topic %s where nobody says', (topic, channels) => {
    expect(planChannels(anna(), { topic }).wanted.map(({ channel }) => channel)).toEqual(channels);
  });

  it('are left out without a word where nobody has named them and there is no address', () => {
    const plan = planChannels(NotificationPreferences.parse({}), { topic: 'announcement' });

    expect(plan).toEqual({ wanted: [{ channel: 'inApp' }], suppressed: [] });
  });

  it('are those that they want, whatever the sender names', () => {
    const plan = planChannels(anna({ channels: { report: ['inApp'] } }), {
      topic: 'report',
      asked: ['email', 'inApp'],
    });

    expect(plan.wanted.map(({ channel }) => channel)).toEqual(['inApp']);
    expect(plan.suppressed).toEqual([{ channel: 'email', reason: 'unwanted' }]);
  });

  it('are told of where an address was entered that nobody has confirmed, also of what is about safety', () => {
    for (const topic of ['announcement', 'security', 'systemAlert'] as const) {
      const { wanted, suppressed } = planChannels(anna({ emailVerified: false }), { topic });

      expect(wanted).toEqual([{ channel: 'inApp' }]);
      expect(suppressed).toEqual([{ channel: 'email', reason: 'unconfirmed' }]);
    }
  });

  it('are none where they have switched off all, but for what is about their safety', () => {
    const quiet = anna({ channels: { announcement: [], security: [] } });

    expect(planChannels(quiet, { topic: 'announcement' }).wanted).toEqual([]);
    expect(planChannels(quiet, { topic: 'security' }).wanted).toHaveLength(2);
  });
});
