/* The values of the model as one would write them: what a row reads in seconds may be written in milliseconds. */
import { type Dialect, type Property, wordFor } from '../../rules/kit/index.ts';

/** `29,000 milliseconds`, `HTTP` */
export function written(property: Property<unknown>, dialect: Dialect, value: unknown): string {
  if (typeof value !== 'number') return `\`${wordFor(property, dialect, value) ?? String(value)}\``;
  return inUnit(property, amount(property, value));
}

export const amount = ({ scale = 1 }: Property<unknown>, value: number): string =>
  (value * scale).toLocaleString('en-US');

export function inUnit(property: Property<unknown>, text: string): string {
  const unit = unitOf(property);
  return unit ? `${text} ${unit}` : text;
}

export const unitOf = ({ unit, scale }: Property<unknown>): string | undefined =>
  unit === 'seconds' && scale === 1000 ? 'milliseconds' : unit;
