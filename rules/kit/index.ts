export * from './edit.ts';
export * from './feature.ts';
export * from './look-into.ts';
export * from './nearest.ts';
export * from './rule.ts';
export * from './schema.ts';
export * from './value.ts';
export * from './verdict.ts';
