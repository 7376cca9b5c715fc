import { LimitOptions, RequestLimits } from './request-limits.js';
import { AccountsController } from './accounts.controller.js';
import { AdminKeysController } from './admin-keys.controller.js';
import { KeyDesk } from './key-desk.js';
import { limitOptionsOf } from './limit-env.js';
import { MeController } from './me.controller.js';
import { MyKeysController } from './my-keys.controller.js';

export const accessControllers = [AccountsController, AdminKeysController, MeController, MyKeysController];

export const accessProviders = (env: Parameters<typeof limitOptionsOf>[0]) => [
  KeyDesk,
  RequestLimits,
  { provide: LimitOptions, useValue: limitOptionsOf(env) satisfies LimitOptions },
];
