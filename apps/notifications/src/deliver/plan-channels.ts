import {
  type Channel,
  defaultChannels,
  type NotificationPreferences,
  type Topic,
} from '@polyspool/contracts/notifications';

export interface Plan {
  readonly wanted: readonly Way[];
  readonly suppressed: readonly Suppressed[];
}

interface Way {
  readonly channel: Channel;
  readonly address?: string;
}

interface Suppressed {
  readonly channel: Channel;
  /** `unconfirmed`: there is an address, and nobody has said that it is theirs. */
  readonly reason: 'unwanted' | 'noAddress' | 'unconfirmed';
}

export interface Wish {
  readonly topic: Topic;
  /** Those that the sender names. */
  readonly asked?: readonly Channel[] | undefined;
}

/**
 * On which channels somebody is told. What they have said goes before what the sender says; what is about their safety comes
 * whatever they have said. A channel that nobody has named and that they have no address for is left out without a word.
 */
export function planChannels(preferences: NotificationPreferences, { topic, asked }: Wish): Plan {
  const chosen = topic === 'security' ? undefined : preferences.channels[topic];
  const named = [...new Set(asked ?? chosen ?? defaultChannels[topic])];
  const isNamed = Boolean(asked ?? chosen);
  const wanted: Way[] = [];
  const suppressed: Suppressed[] = [];
  for (const channel of named) {
    const address = addressOn(channel, preferences);
    if (asked && chosen && !chosen.includes(channel)) suppressed.push({ channel, reason: 'unwanted' });
    else if (channel === 'inApp') wanted.push({ channel });
    else if (address === undefined && isNamed) suppressed.push({ channel, reason: 'noAddress' });
    // Whoever has entered it may not be its owner.
    else if (channel === 'email' && address !== undefined && preferences.emailVerified !== true)
      suppressed.push({ channel, reason: 'unconfirmed' });
    else if (address !== undefined) wanted.push({ channel, address });
  }
  return { wanted, suppressed };
}

function addressOn(channel: Channel, { email, phone }: NotificationPreferences) {
  if (channel === 'email') return email;
  return channel === 'sms' ? phone : undefined;
}
