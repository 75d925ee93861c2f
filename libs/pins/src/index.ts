export { type PinState } from './domain/pin-state.js';
export { Pinner, type PinResult } from './pinner.js';
export { PinsModule } from './pins.module.js';
