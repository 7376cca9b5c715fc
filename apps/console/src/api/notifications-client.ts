import { Job } from '@polyspool/contracts/job-status';
import {
  NotificationPage,
  NotificationPreferences,
  UnreadCount,
  type NewNotification,
  type NotificationMark,
  type WantedPreferences,
} from '@polyspool/contracts/notifications';
import type { z } from 'zod';
import { searchOf, type Call } from './call-gateway.js';

export type NotificationWish = z.input<typeof NewNotification>;

/** What one was told, how one wants to be told, and for operators what others are told. */
export class NotificationsClient {
  constructor(private readonly call: Call) {}

  list = (unread: boolean | undefined, cursor?: string) =>
    this.call(NotificationPage, 'GET', `/v1/notifications?${searchOf({ limit: 20, unread, cursor })}`);
  unread = async () => (await this.call(NotificationPage, 'GET', '/v1/notifications?limit=1')).unread;
  /** All of them where no ids are given. */
  mark = (body: NotificationMark) => this.call(UnreadCount, 'PATCH', '/v1/notifications', { body });

  preferences = () => this.call(NotificationPreferences, 'GET', '/v1/me/notification-preferences');
  setPreferences = (body: WantedPreferences) =>
    this.call(NotificationPreferences, 'PUT', '/v1/me/notification-preferences', { body });

  /** Asks once more, by mail, whether the address is theirs. */
  confirmEmail = () => this.call(NotificationPreferences, 'POST', '/v1/me/notification-preferences/confirm-email');

  send = (body: NotificationWish) => this.call(Job, 'POST', '/v1/notifications', { body });
}
