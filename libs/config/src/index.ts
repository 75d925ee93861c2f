export { type Config, ConfigError, loadConfig } from './config.js';
export { ConfigModule, CONFIG } from './config.module.js';
export { Environment, type LogLevel } from './environment.js';
export { processEnvironment } from './process-environment.js';
