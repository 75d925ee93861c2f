export type { DeliveryPlace } from './delivery-ways.js';
export { type DeliveryFacts, Ledger } from './ledger.js';
export { type ApiAnswer, type ApiRequest, RunningProduct, type RunningProcess } from './running-product.js';
export { SimulatorHandle } from './simulator-handle.js';
export { startModule } from './started-module.js';
export { createTestDatabase, type TestDatabase } from './test-database.js';
export { openTestSession } from './test-session.js';
export { startTestServer, type TestServer } from './test-server.js';
