export { type DeliveryFacts, Ledger } from './ledger.js';
export { createTestDatabase, type TestDatabase } from './test-database.js';
