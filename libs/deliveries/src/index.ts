export { DeliverLoop, type PassResult } from './deliver-loop.js';
export { DeliveriesModule } from './deliveries.module.js';
export {
  CLOSING_REASONS,
  type ClosingReason,
  DELIVERY_STATES,
  DELIVERY_TRANSITIONS,
  type DeliveryState,
  OPEN_STATES,
} from './domain/delivery-state.js';
export { Reconciler, type ReconcileResult } from './reconciler.js';
export { type ControlRequest, type ControlResult, RunControl } from './run-control.js';
export { type PreparedRun, RunPreparation } from './run-preparation.js';
export { Upkeep, type UpkeepResult } from './upkeep.js';
