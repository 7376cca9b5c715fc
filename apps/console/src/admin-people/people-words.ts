import type { Role } from '@polyspool/contracts/people';

export const roleNames: Readonly<Record<Role, string>> = {
  user: 'User',
  operator: 'Operator',
  admin: 'Administrator',
};

export const roleHelp: Readonly<Record<Role, string>> = {
  user: 'Sees and changes what is theirs.',
  operator: 'Sees everything, and runs the system.',
  admin: 'As an operator; and gives out keys, lets people in, and erases them.',
};

export const keysInWords = (count: number) => (count === 1 ? '1 key' : `${count} keys`);
