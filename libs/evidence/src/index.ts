export { type Json } from './domain/canonical.js';
export { EvidenceNotIssuedError, EvidenceTooLargeError } from './domain/evidence.errors.js';
export { type EvidenceRow } from './domain/evidence-row.js';
export { evidenceWorkbook } from './evidence-workbook.js';
export { EvidenceModule } from './evidence.module.js';
export { EvidenceService, type EvidenceSheet, MAX_EVIDENCE_ROWS } from './evidence.service.js';
export { type SheetLook } from './sheet-facts.js';
export { SHEET_WORDS } from './sheet-words.js';
export { type AlteredRow, type EvidenceVerification } from './verification.js';
