export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same however often it is handed over: by it the other side may tell doubles apart. Without angle brackets. */
  readonly messageId: string;
  /** Takes a POST without a person in front of it (RFC 8058). */
  readonly unsubscribeUrl?: string | undefined;
}

export interface HandedOver {
  /** It went into the log, and nowhere else. */
  readonly isLoggedOnly: boolean;
}

/**
 * Hands over mails. Throws `message.refused` where it is useless to try again, `message.unsent` where it has certainly not
 * been taken, and `message.unanswered` where nobody knows.
 */
export abstract class Mailer {
  abstract send(mail: Mail, signal?: AbortSignal): Promise<HandedOver>;
}
