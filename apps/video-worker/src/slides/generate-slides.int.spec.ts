import { slidesJobs } from '@polyspool/contracts/slides';
import { uploadKey } from '@polyspool/contracts/files';
import { runJob } from '@polyspool/jobs/testing';
import { makeMedia } from '@polyspool/media/make-media';
import { runProgram } from '@polyspool/processes/run-program';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { DiskStorage } from '@polyspool/storage/disk-storage';
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { GenerateSlides } from './generate-slides.js';
import { slideSamples } from './testing-slides.js';

/** pptxgenjs writes with it. */
const JsZip = createRequire(createRequire(import.meta.url).resolve('pptxgenjs'))('jszip') as {
  loadAsync(bytes: Uint8Array): Promise<{ files: Record<string, { async(type: 'string'): Promise<string> }> }>;
};

const inFolder = (use: (folder: string) => Promise<void>) => withTemporaryFolder('slides-spec', use);

function generate(folder: string, input: object) {
  const storage = new DiskStorage(join(folder, 'storage'));
  return runJob(slidesJobs.generate, new GenerateSlides(storage), input, { storage });
}

describe('GenerateSlides', () => {
  it('makes a picture of what it is told and nothing else', async () => {
    await inFolder(async (folder) => {
      const { output, artifacts, published } = await generate(folder, {
        expression: 'break the ice',
        translation: '서먹한 분위기를 깨다',
      });

      expect(output).toEqual({ width: 1920, height: 1080, formats: ['png'], warnings: [] });
      expect([...artifacts.keys()]).toEqual(['slide.png']);
      expect(published[0]).toMatchObject({ mediaType: 'image/png', kind: 'media' });
      expect(await sharp(artifacts.get('slide.png')).metadata()).toMatchObject({
        width: 1920,
        height: 1080,
        format: 'png',
      });
    });
  });

  it('makes upright pictures for stories', async () => {
    await inFolder(async (folder) => {
      const { artifacts } = await generate(folder, { ...slideSamples['japanese'], template: 'story' });

      expect(await sharp(artifacts.get('slide.png')).metadata()).toMatchObject({ width: 1080, height: 1920 });
    });
  });

  it.each(['english', 'telugu', 'hindi', 'arabic', 'chinese'])(
    'makes a PDF of %s in which letters are letters, their fonts in the file',
    async (name) => {
      await inFolder(async (folder) => {
        const { artifacts } = await generate(folder, { ...slideSamples[name], formats: ['pdf'] });

        const pdf = inflated(artifacts.get('slide.pdf')!);
        const fonts = new Set([...pdf.matchAll(/\/BaseFont\s*\/[A-Z]{6}\+([\w-]+)/gu)].map(([, font]) => font));
        const wanted: Record<string, string> = {
          english: 'NotoSansCJK',
          telugu: 'NotoSansTelugu',
          hindi: 'NotoSansDevanagari',
          arabic: 'NotoSansArabic',
          chinese: 'NotoSansCJK',
        };
        expect([...fonts].join(' ')).toContain(wanted[name]);
        expect(pdf.match(/\/FontFile[23]?\s/gu)!.length).toBeGreaterThan(0);
        expect(pdf).not.toMatch(/\/Subtype\s*\/Image/u);
      });
    },
  );

  it('makes a presentation of text boxes that can be edited, in the fonts of their scripts', async () => {
    await inFolder(async (folder) => {
      const content = { ...slideSamples['arabic'], notes: 'a < b & "c" </a:t>', extra: {} };

      const { artifacts } = await generate(folder, { ...content, formats: ['pptx'] });

      const { files } = await JsZip.loadAsync(artifacts.get('slide.pptx')!);
      for (const [name, file] of Object.entries(files))
        if (/\.(xml|rels)$/u.test(name)) expect(unbalanced(await file.async('string'))).toEqual([]);
      const slide = await files['ppt/slides/slide1.xml']!.async('string');
      const texts = [...slide.matchAll(/<a:t>([^<]*)<\/a:t>/gu)].map(([, text]) => decoded(text!));
      expect(texts).toEqual([
        content.title,
        content.expression,
        content.translation,
        content.example,
        content.exampleTranslation,
        content.notes,
      ]);
      expect(slide).toMatch(/rtl="1".*?<a:cs typeface="Noto Sans Arabic"/u);
      expect(slide.match(/rtl="1"/gu)).toHaveLength(3);
      expect(slide).toContain('lang="ar"');
    });
  });

  it('makes a film of exact length, silent, that joins with others', async () => {
    await inFolder(async (folder) => {
      const { artifacts } = await generate(folder, { ...slideSamples['thai'], formats: ['mp4'], seconds: 2.52 });

      const path = join(folder, 'slide.mp4');
      await writeFile(path, artifacts.get('slide.mp4')!);
      const { stdout } = await runProgram({
        command: 'ffprobe',
        args: ['-v', 'error', '-show_streams', '-of', 'json', path],
      });
      const { streams } = JSON.parse(stdout) as { streams: Record<string, unknown>[] };
      expect(streams).toMatchObject([
        {
          codec_name: 'h264',
          pix_fmt: 'yuv420p',
          width: 1920,
          height: 1080,
          r_frame_rate: '25/1',
          nb_frames: '63',
          duration: '2.520000',
        },
        { codec_name: 'aac', channels: 2, sample_rate: '48000' },
      ]);
      expect(Math.abs(Number(streams[1]!['duration']) - 2.52)).toBeLessThan(0.03);
    });
  });

  it('shows a picture from a video', async () => {
    await inFolder(async (folder) => {
      const uploadId = randomUUID();
      const video = await makeMedia(join(folder, 'red.mp4'), { picture: 'color=c=red:s=320x180:r=25', seconds: 2 });
      const storage = new DiskStorage(join(folder, 'storage'));
      await storage.write(uploadKey(uploadId), createReadStream(video));

      const { artifacts } = await generate(folder, { expression: 'red', uploadId, pictureSeconds: 99 });

      const [red, green, blue] = await sharp(artifacts.get('slide.png'))
        .extract({ left: 1450, top: 540, width: 1, height: 1 })
        .raw()
        .toBuffer();
      expect(red).toBeGreaterThan(230);
      expect(green! + blue!).toBeLessThan(60);
    });
  });

  it('warns of letters that are too small to be read', async () => {
    await inFolder(async (folder) => {
      const long = (most: number) => 'wonderful '.repeat(most / 10).trim();

      const { output } = await generate(folder, {
        expression: long(300),
        translation: long(300),
        example: long(500),
        exampleTranslation: long(500),
        notes: long(1000),
      });

      expect(output.warnings).toMatchObject([{ code: 'slide.smallText' }]);
    });
  });

  it.each([
    ['without an expression', {}],
    ['with an empty expression', { expression: '  ' }],
    ['with a field that it does not know', { expression: 'a', font: 'Comic Sans' }],
    ['with too many rows', { expression: 'a', extra: Object.fromEntries([...'abcdefghi'].map((key) => [key, 'x'])) }],
    ['with more text than a slide holds', { expression: 'a'.repeat(301) }],
  ])('refuses a slide %s', async (_, input) => {
    await inFolder(async (folder) => {
      await expect(generate(folder, input)).rejects.toMatchObject({ code: 'input.invalid' });
    });
  });
});

/** A PDF with its compressed parts opened. */
function inflated(pdf: Buffer) {
  const text = pdf.toString('latin1');
  return text.replace(/stream\r?\n([\s\S]*?)\r?\nendstream/gu, (_, bytes: string) => {
    try {
      return inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1');
    } catch {
      return ''; // not compressed, or a font
    }
  });
}

/** Elements that are opened and not closed, or closed and not opened. */
function unbalanced(xml: string) {
  const open: string[] = [];
  for (const [, closing, name, empty] of xml.matchAll(
    /<(\/?)([A-Za-z][\w:.-]*)(?:"[^"<]*"|'[^'<]*'|[^"'<>])*?(\/?)>/gu,
  )) {
    if (empty) continue;
    if (!closing) open.push(name!);
    else if (open.at(-1) === name) open.pop();
    else return [...open, `/${name}`];
  }
  return open;
}

const decoded = (text: string) =>
  text.replace(
    /&(amp|lt|gt|quot|apos);/gu,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name]!,
  );
