import { Places } from './places.js';

const person = (id: string) => ({ id, name: id, role: 'user' as const });

describe('places for live connections', () => {
  it('are so many for each person, and are given back once', () => {
    const places = new Places(2);
    const leave = places.take(person('anna'));
    places.take(person('anna'));

    expect(() => places.take(person('anna'))).toThrow(expect.objectContaining({ code: 'quota.connections' }));
    places.take(person('ben'));
    leave();
    leave();
    places.take(person('anna'));

    expect(() => places.take(person('anna'))).toThrow(expect.objectContaining({ code: 'quota.connections' }));
  });
});
