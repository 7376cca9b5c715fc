import { moved, parseIo } from './bytes-moved.ts';

describe('bytes moved', () => {
  it('are read from /proc', () => {
    const io =
      'rchar: 4292\nwchar: 11\nsyscr: 13\nsyscw: 1\nread_bytes: 8\nwrite_bytes: 4096\ncancelled_write_bytes: 0\n';

    expect(parseIo(io)).toEqual({ read: 4_292, written: 11, toDisk: 4_096 });
  });

  it('are none of a process that has ended', () => {
    expect(parseIo('')).toEqual({ read: 0, written: 0, toDisk: 0 });
  });

  it('are those between two looks', () => {
    const before = { read: 1, written: 2, toDisk: 3 };

    expect(moved(before, { read: 11, written: 22, toDisk: 33 })).toEqual({ read: 10, written: 20, toDisk: 30 });
  });
});
