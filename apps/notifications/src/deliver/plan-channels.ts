import {
  type Channel,
  defaultChannels,
  type NotificationPreferences,
  type Topic,
} from '@polyspool/contracts/notifications';

export interface Plan {
  readonly wanted: readonly { readonly channel: Channel; readonly address?: string | undefined }[];
  readonly suppressed: readonly { readonly channel: Channel; readonly reason: 'unwanted' | 'noAddress' }[];
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
  const willing = named.filter((channel) => !asked || !chosen || chosen.includes(channel));
  const addressed = willing.map((channel) => ({ channel, address: addressOn(channel, preferences) }));
  return {
    wanted: addressed.filter(({ channel, address }) => channel === 'inApp' || address !== undefined),
    suppressed: [
      ...named
        .filter((channel) => !willing.includes(channel))
        .map((channel) => ({ channel, reason: 'unwanted' }) as const),
      ...addressed
        .filter(({ channel, address }) => isNamed && channel !== 'inApp' && address === undefined)
        .map(({ channel }) => ({ channel, reason: 'noAddress' }) as const),
    ],
  };
}

function addressOn(channel: Channel, { email, phone }: NotificationPreferences) {
  if (channel === 'email') return email;
  return channel === 'sms' ? phone : undefined;
}
