export { AcknowledgementShower, type ShowResult } from './acknowledgement-shower.js';
export { AcknowledgementsModule } from './acknowledgements.module.js';
export { judgeQuestion, MAX_QUESTION } from './domain/question-form.js';
