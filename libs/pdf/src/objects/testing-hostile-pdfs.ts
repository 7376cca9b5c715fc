import { deflateSync } from 'node:zlib';
import { TestingPdfFile } from './testing-pdf-file.js';
import { testingPdf } from './testing-pdf.js';

const bombBytes = 128 * 1024 * 1024;

/** Files that mean harm, each small on disk. For tests only. */
export const testingHostilePdfs: Readonly<Record<string, () => Uint8Array>> = {
  'a page whose content fills the memory when it is inflated': () => {
    const bomb = deflateSync(deflateSync(Buffer.alloc(bombBytes, ' ')));
    return onePage((file) => ({ contents: file.addStream('/Filter [/FlateDecode /FlateDecode]', bomb) }));
  },
  'a font that fills the memory when it is inflated': () => {
    const bomb = deflateSync(Buffer.alloc(bombBytes));
    return onePage((file) => {
      const data = file.addStream('/Filter /FlateDecode', bomb);
      const descriptor = `<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 ${data} 0 R >>`;
      const font = `<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor ${descriptor} >>`;
      return { contents: file.addStream('', 'BT /F 9 Tf (x) Tj ET'), resources: `/Font << /F ${font} >>` };
    });
  },
  'an object stream that fills the memory when it is inflated': () => {
    const bomb = deflateSync(Buffer.alloc(bombBytes, '1 '));
    return onePage((file) => {
      file.addStream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', bomb);
      return { contents: file.addStream('', '') };
    });
  },
  'a form that draws itself': () =>
    onePage((file) => {
      const form = file.reserve();
      const resources = `/XObject << /X ${form} 0 R >>`;
      file.addStream(`/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << ${resources} >>`, '/X Do', form);
      return { contents: file.addStream('', '/X Do'), resources };
    }),
  'forms that draw forms, ten times each, eight deep': () => onePage((file) => laughs(file, 8, 10)),
  'forms that draw forms, for ever deeper': () => onePage((file) => laughs(file, 500, 1)),
  'a tree of pages that is a circle': () => {
    const file = new TestingPdfFile();
    const [tree, branch] = [file.reserve(), file.reserve()];
    file.add(`<< /Type /Pages /Count 9 /Kids [${branch} 0 R] >>`, tree);
    file.add(`<< /Type /Pages /Count 9 /Parent ${tree} 0 R /Kids [${tree} 0 R] >>`, branch);
    return file.bytes(file.add(`<< /Type /Catalog /Pages ${tree} 0 R >>`));
  },
  'an array in an array, two hundred thousand deep': () =>
    onePage((file) => ({ contents: file.addStream('', ''), entries: `/Deep ${'['.repeat(200_000)}` })),
  'a content of arrays in arrays': () =>
    onePage((file) => ({ contents: file.addStream('', `BT ${'['.repeat(200_000)}`) })),
  'a page of thirty kilometres': () =>
    onePage((file) => ({ contents: file.addStream('', '0 0 m'), entries: '/MediaBox [0 0 99999999 99999999]' })),
  'a page of two million characters': () =>
    onePage((file) => ({
      contents: file.addStream(
        '/Filter /FlateDecode',
        deflateSync(`BT /F 9 Tf ${`(${'x'.repeat(1000)}) Tj `.repeat(2000)}`),
      ),
      resources: '/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>',
    })),
  'a page of ten million operators': () =>
    onePage((file) => ({
      contents: file.addStream('/Filter /FlateDecode', deflateSync('q Q '.repeat(5_000_000))),
    })),
  'a stream with a thousand filters': () =>
    onePage((file) => ({ contents: file.addStream(`/Filter [${'/FlateDecode '.repeat(1000)}]`, 'x') })),
};

interface HostilePage {
  readonly contents: number;
  readonly resources?: string;
  readonly entries?: string;
}

function onePage(make: (file: TestingPdfFile) => HostilePage): Uint8Array {
  const file = new TestingPdfFile();
  const tree = file.reserve();
  const { contents, resources = '', entries = '/MediaBox [0 0 99 99]' } = make(file);
  const page = file.add(
    `<< /Type /Page /Parent ${tree} 0 R /Contents ${contents} 0 R /Resources << ${resources} >> ${entries} >>`,
  );
  file.add(`<< /Type /Pages /Count 1 /Kids [${page} 0 R] >>`, tree);
  return file.bytes(file.add(`<< /Type /Catalog /Pages ${tree} 0 R >>`));
}

function laughs(file: TestingPdfFile, depth: number, times: number): HostilePage {
  const dictionary = '/Type /XObject /Subtype /Form /BBox [0 0 9 9]';
  let form = file.addStream(dictionary, '0 0 9 9 re f');
  for (let level = 0; level < depth; level++) {
    const resources = `/Resources << /XObject << /X ${form} 0 R >> >>`;
    form = file.addStream(`${dictionary} ${resources}`, '/X Do '.repeat(times));
  }
  return { contents: file.addStream('', '/X Do'), resources: `/XObject << /X ${form} 0 R >>` };
}

/** As long as it is allowed to be, and longer than anybody reads. */
export const testingManyPages = (pages: number) => testingPdf({ pages: Array.from({ length: pages }, () => ({})) });
