import { Channel, defaultChannels, type NotificationPreferences, type Topic } from '@polyspool/contracts/notifications';
import { channelNames, topicNames } from './notification-words.js';
import { withChannel } from './preferences-draft.js';

type Channels = NotificationPreferences['channels'];

interface ChannelTableProps {
  readonly topics: readonly Topic[];
  readonly channels: Channels;
  readonly onChange: (channels: Channels) => void;
}

const columns: readonly Channel[] = ['inApp', 'email', 'sms'];

/** Of what one is told, and on which ways. */
export function ChannelTable({ topics, channels, onChange }: ChannelTableProps) {
  return (
    <div className="table-frame">
      <table className="channel-table">
        <caption className="visually-hidden">Of what you are told, and how</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            {columns.map((channel) => (
              <th key={channel} scope="col">
                {channelNames[channel]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => (
            <ChannelRow
              key={topic}
              topic={topic}
              chosen={topic === 'security' ? defaultChannels[topic] : (channels[topic] ?? defaultChannels[topic])}
              onChange={(chosen) => onChange({ ...channels, [topic]: chosen })}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ChannelRowProps {
  readonly topic: Topic;
  readonly chosen: readonly Channel[];
  readonly onChange: (chosen: Channel[]) => void;
}

function ChannelRow({ topic, chosen, onChange }: ChannelRowProps) {
  return (
    <tr>
      <th scope="row">
        {topicNames[topic]}
        {topic === 'security' && <span className="hint"> always</span>}
      </th>
      {columns.map((channel) => (
        <td key={channel}>
          <input
            type="checkbox"
            aria-label={`${topicNames[topic]}: ${channelNames[channel]}`}
            checked={chosen.includes(channel)}
            disabled={topic === 'security'}
            onChange={({ target }) => onChange(withChannel(chosen, channel, target.checked))}
          />
        </td>
      ))}
    </tr>
  );
}
