import { DocumentUpload } from '@polyspool/contracts/files';
import { makeMedia } from '@polyspool/media/make-media';
import { testingPdf } from '@polyspool/pdf/objects/testing-pdf';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { formOf, openGateway, type TestGateway } from '../testing/open-gateway.js';
import { lockedPdf, pdfOf } from '../testing/pdf-files.js';

const maxBytes = 80_000;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({ MAX_DOCUMENT_BYTES: maxBytes });
});
afterAll(() => gateway.close());
afterEach(() => gateway.database.execute('DELETE FROM uploads'));

const nothing = { spooled: [], rows: [] };
const sent = async (bytes: Buffer, name = 'paper.pdf') =>
  DocumentUpload.strict().parse(await (await gateway.send(formOf(bytes, name))).json());

describe('a document', () => {
  const paper = pdfOf('Call me Ishmael.', 'Some years ago', 'never mind how long');

  it('is stored, looked into and answered', async () => {
    const answer = await gateway.send(formOf(paper, 'whale.pdf'));

    expect(answer.status).toBe(201);
    const upload = DocumentUpload.strict().parse(await answer.json());
    expect(upload).toMatchObject({
      kind: 'document',
      name: 'whale.pdf',
      mediaType: 'application/pdf',
      bytes: paper.length,
      probe: { pages: 3, title: 'Call me Ishmael.', isEncrypted: false, needsPassword: false, fields: 0 },
    });
    expect(await (await gateway.ask('GET', `/v1/uploads/${upload.id}`)).json()).toEqual(upload);
    const content = await gateway.ask('GET', `/v1/uploads/${upload.id}/content`);
    expect(content.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(await content.arrayBuffer())).toEqual(paper);
  });

  it('is one, however often the same content comes', async () => {
    const first = await sent(paper);

    const again = await gateway.send(formOf(paper, 'again.pdf'));

    expect([again.status, await again.json()]).toEqual([200, first]);
  });

  it('is known by its first bytes, whatever its name, and though something stands before them', async () => {
    const behindLines = Buffer.concat([Buffer.from('Received: by mail\r\n'), paper]);

    expect(await sent(paper, 'film.mp4')).toMatchObject({ kind: 'document', name: 'film.mp4' });
    expect(await sent(behindLines)).toMatchObject({ kind: 'document', probe: { pages: 3 } });
  });

  it('is taken when only a password would open it', async () => {
    const locked = await lockedPdf(paper, 'ahab', gateway.folder);

    expect((await sent(locked)).probe).toMatchObject({ isEncrypted: true, needsPassword: true, pages: 0 });
  });

  it('stands in the list beside recordings', async () => {
    const sound = await readFile(await makeMedia(join(gateway.folder, 'a.wav'), { seconds: 1, picture: false }));
    await sent(paper);
    await gateway.send(formOf(sound, 'talk.wav'));

    const list = (await (await gateway.ask('GET', '/v1/uploads')).json()) as { items: { kind: string }[] };

    expect(list.items.map(({ kind }) => kind)).toEqual(['audio', 'document']);
  });
});

describe('a document that cannot be worked with is refused and leaves nothing', () => {
  const expectRefused = async (bytes: Buffer | string, status: number, code: string) => {
    const answer = await gateway.send(formOf(bytes, 'paper.pdf'));

    expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
    expect(await gateway.traces()).toMatchObject(nothing);
  };

  it.each([
    ['a header alone', '%PDF-1.7\n'],
    ['text that speaks of one', 'A file of this kind begins with %PDF-1.7, and this one does not.'],
    ['noise behind a header', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(10_000, 7)])],
  ])('%s', async (_name, bytes) => {
    await expectRefused(bytes, 422, 'file.unreadable');
  });

  it('small, and made to fill the memory of who reads it', async () => {
    const zeros = deflateSync(Buffer.alloc(70 * 1024 ** 2));
    const bomb = testingPdf({
      pages: [{}],
      objects: (file) => {
        file.addStream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', zeros);
        return {};
      },
    });

    await expectRefused(Buffer.from(bomb), 422, 'document.tooComplex');
  });

  it('larger than documents may be, though a recording may be as large', async () => {
    const large = Buffer.concat([pdfOf('Large'), Buffer.alloc(maxBytes, '%')]);
    const sound = await readFile(await makeMedia(join(gateway.folder, 'long.wav'), { seconds: 3, picture: false }));
    expect(sound.length).toBeGreaterThan(maxBytes);

    await expectRefused(large, 413, 'upload.tooLarge');
    expect((await gateway.send(formOf(sound))).status).toBe(201);
  });
});
