/* Logical ids as AWS's translator makes them: where words are none for an id, it puts a hash of them instead. */

import { isImplied, literalIn, value, type Written } from './written.ts';

/** What a REST API calls its stage, where that is written plainly. SAM alone names the one of an implied API. */
export const stageNameOf = (api: Written): string => (isImplied(api) ? 'Prod' : literalIn(value(api, 'StageName')));

/** The stage of a REST API. */
export function stageIdOf(api: Written): string {
  const name = stageNameOf(api);
  const word = withWord(name);
  return word === name ? `${api.name}${word}Stage` : `${api.name}Stage${word}`;
}

/** `ShopprodStage` has the word in it, `ShopStaged58b5e165f` a hash of it. */
export const withWord = (word: string): string => (isWord(word) ? word : hashOf(word));

const isWord = (text: string): boolean => /^[\p{L}\p{N}]+$/u.test(text);

export const hashOf = (text: string): string => (text === '' ? '' : sha1(text).slice(0, 10));

/**
 * SHA-1, as hexadecimal digits. It keeps no secret here: it is what the names are made with. Written out, because a
 * browser has it only as a promise.
 * Source: FIPS 180-4, 6.1.2.
 */
function sha1(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const padded = new DataView(new ArrayBuffer(blocks * 64));
  for (const [i, byte] of bytes.entries()) padded.setUint8(i, byte);
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(blocks * 64 - 4, bytes.length * 8);
  let state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let at = 0; at < padded.byteLength; at += 64) state = compressed(state, new DataView(padded.buffer, at, 64));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

type State = readonly [a: number, b: number, c: number, d: number, e: number];

function compressed(state: State, block: DataView): State {
  const schedule = new Uint32Array(80);
  const word = (t: number): number => schedule[t] ?? 0;
  for (let t = 0; t < 80; t++)
    schedule[t] = t < 16 ? block.getUint32(t * 4) : turned(word(t - 3) ^ word(t - 8) ^ word(t - 14) ^ word(t - 16), 1);
  let [a, b, c, d, e] = state;
  for (let t = 0; t < 80; t++) {
    const next = (turned(a, 5) + chosen(t, b, c, d) + e + word(t)) | 0;
    [a, b, c, d, e] = [next, a, turned(b, 30), c, d];
  }
  const [f, g, h, i, j] = state;
  return [(a + f) | 0, (b + g) | 0, (c + h) | 0, (d + i) | 0, (e + j) | 0];
}

const turned = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/** The function of the round, and its constant. */
function chosen(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (t < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}
