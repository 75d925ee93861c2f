export { AcknowledgementShower, type ShowResult } from './acknowledgement-shower.js';
export { AcknowledgementsModule } from './acknowledgements.module.js';
export { judgeQuestion } from './domain/question-form.js';
