import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { projectRoot } from '#lib/database';
import type { EvidenceSheet } from './evidence.service.js';
import { printedSheet } from './printed-sheet.js';
import type { SheetLook } from './sheet-facts.js';

/** Recipients of one printed sheet: some 5 seconds of a processor, 170 pages. More people are read in a workbook. */
export const MAX_PRINTED_ROWS = 2_000;

/** A sheet of so many people takes half of it; the rest is for long texts. */
const MEMORY_MB = 512;

/** Prints sheets in a thread of their own, one after the other, so that the api answers meanwhile and memory is bounded. */
@Injectable()
export class EvidencePrinter {
  private before: Promise<unknown> = Promise.resolve();

  /** The sheet as a PDF, its fonts inside. @param sheet of at most `MAX_PRINTED_ROWS` */
  print(sheet: EvidenceSheet, look: SheetLook): Promise<Buffer> {
    const made = this.before.then(() => inThread(sheet, look));
    this.before = made.catch(() => null);
    return made;
  }
}

function inThread(sheet: EvidenceSheet, look: SheetLook): Promise<Buffer> {
  // From what was built, whatever this runs from: a thread is no place for a test's own loader.
  const file = join(projectRoot(), 'dist', 'libs', 'evidence', 'src', 'print-thread.js');
  const thread = new Worker(file, {
    workerData: printedSheet(sheet, look),
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise((resolve, reject) => {
    thread.once('message', (pdf: Uint8Array) => {
      resolve(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
    });
    thread.once('error', reject);
    thread.once('exit', (code) => {
      reject(new Error(`The printing thread ended with ${code} and without a sheet`));
    });
  });
}
