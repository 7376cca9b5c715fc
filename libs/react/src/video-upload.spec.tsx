import { jest } from '@jest/globals';
import type { Upload } from '@polyspool/sdk';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { PolyspoolProvider, VideoUpload } from './polyspool-react.js';
import { failed, FakeClient } from './testing/fake-client.js';

const upload = { id: 'u1' } as Upload;
const film = () => new File(['film'], 'film.mp4', { type: 'video/mp4' });

describe('VideoUpload (R098, R099)', () => {
  let fake: FakeClient;
  let told: unknown[];
  beforeEach(() => {
    jest.useFakeTimers();
    fake = new FakeClient();
    told = [];
    render(
      <PolyspoolProvider client={fake.client}>
        <VideoUpload onComplete={(result) => told.push(result)} onError={(error) => told.push(error)} />
      </PolyspoolProvider>,
    );
  });
  afterEach(() => {
    cleanup();
    jest.useRealTimers();
  });
  const input = () => screen.getByLabelText<HTMLInputElement>('Video');
  const after = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
  const choose = async (...files: File[]) => {
    fireEvent.change(input(), { target: { files } });
    await after(0);
  };

  it('sends the video, has it processed, and says when it is ready', async () => {
    fake.answers = [
      { state: 'progress', progress: 30, message: 'Chunk 1' },
      { state: 'success', result: { words: 3 } },
    ];
    expect(input().accept).toBe('video/*');

    await choose(film());
    expect(input().disabled).toBe(true);
    act(() => fake.sent[0]!.options.onProgress?.({ sentBytes: 1, totalBytes: 4 }));
    expect(screen.getByRole('progressbar', { name: 'Uploading' }).getAttribute('aria-valuenow')).toBe('25');
    fake.sent[0]!.done(upload);
    await after(0);
    expect(screen.getByRole('progressbar', { name: 'Processing Your Video' })).toBeTruthy();
    await after(2_000);

    expect(screen.getByText('Video ready to watch!')).toBeTruthy();
    expect(fake.asked[0]).toBe('POST /api/videos/u1/process');
    expect(told).toEqual([{ words: 3 }]);
    expect(input().disabled).toBe(false);
  });

  it('does nothing where no file was chosen', async () => {
    await choose();

    expect(fake.sent).toEqual([]);
  });

  it('says what went wrong, and takes the same file again where it stopped', async () => {
    const file = film();
    await choose(file);
    fake.sent[0]!.options.onLocation?.('/v1/uploads/resumable/t1');
    fake.sent[0]!.done(failed(503));
    await after(0);
    expect(screen.getByText('Upload failed: HTTP 503')).toBeTruthy();
    expect(told).toEqual(['HTTP 503']);

    await choose(file);

    expect(fake.sent[1]!.options.location).toBe('/v1/uploads/resumable/t1');
    expect(screen.queryByText(/Upload failed/)).toBeNull();
  });
});
