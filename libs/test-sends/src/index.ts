export { MOST_TESTERS } from './domain/test-message.js';
export { TestersError } from './domain/test-send.errors.js';
export { type TestSendRequest, TestSendRequests } from './test-send-requests.js';
export { TestSender } from './test-sender.js';
export { TestSendsModule } from './test-sends.module.js';
