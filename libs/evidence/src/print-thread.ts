import { parentPort, workerData } from 'node:worker_threads';
import pdfmake from 'pdfmake';
import fonts from 'pdfmake/fonts/Roboto.js';
import type { PrintedSheet } from './printed-sheet.js';

/** Thin lines and little air: what is printed is read closely. */
const TIGHT = {
  hLineWidth: () => 0.4,
  vLineWidth: () => 0.4,
  hLineColor: () => '#888888',
  vLineColor: () => '#888888',
  paddingLeft: () => 3,
  paddingRight: () => 3,
  paddingTop: () => 2,
  paddingBottom: () => 2,
};

/** The thread that makes one PDF: laying it out keeps a processor busy for seconds, which the api has not to spare. */
async function main(): Promise<void> {
  const { content, title, footer, page } = workerData as PrintedSheet;
  pdfmake.setFonts(fonts);
  // What people wrote is never an address or a file, and would not be fetched if it were.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => Object.values(fonts.Roboto).includes(path));
  pdfmake.setTableLayouts({ tight: TIGHT });
  const pdf = await pdfmake
    .createPdf({
      pageSize: 'A4',
      pageOrientation: 'landscape',
      pageMargins: [28, 28, 28, 36],
      info: { title, creator: 'Vestnik', producer: 'Vestnik' },
      lang: page.language,
      defaultStyle: { font: 'Roboto', fontSize: 7.5 },
      footer: (current: number, count: number) => ({
        margin: [28, 8, 28, 0],
        fontSize: 6.5,
        columns: [
          { text: footer, width: '*' },
          { text: `${page.word} ${current} ${page.of} ${count}`, width: 'auto' },
        ],
      }),
      content,
    })
    .getBuffer();
  parentPort?.postMessage(new Uint8Array(pdf));
}

await main();
