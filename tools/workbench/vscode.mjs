#!/usr/bin/env node
// Stands in for the VS Code executable, so that the official test runner can start it; what it does stands in stand-in.ts.
import { register } from 'tsx/esm/api';

register();
await import('./stand-in.ts');
