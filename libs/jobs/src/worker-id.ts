import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** `<host>:<pid>:<random>`: a host name may come back after a restart, and so may a process id. */
export const newWorkerId = () => `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;
