// Bytes that the document library must never be given, and the batches that carry them.

import { createHash } from "node:crypto";
import { encode } from "./cbor.js";

const DOCUMENT = Buffer.alloc(16, 7);
/** Somebody with no rights: to write, resolve, move, write again, and link. */
const AUTHORITY = [[], [], [], false, []];

/** A batch with one candidate change for an empty document. */
export function batchWithCandidate(change) {
  return encode([[AUTHORITY], [[DOCUMENT, null, [], [[change, 0, null]], []]], []]);
}

/** A batch that gives the bytes to the library unchecked, as a saved document. */
export function batchWithSaved(bytes) {
  return encode([[AUTHORITY], [[DOCUMENT, bytes, [], [[Buffer.of(0), 0, null]], []]], []]);
}

/** A change, with the right checksum, whose operations write into an object that does not exist. */
export function strayChange() {
  return change([
    [0x01, [...signed(OPERATIONS), 0]], // the object's actor
    [0x02, [...signed(OPERATIONS), 99]], // the object's number
    [0x70, [...signed(OPERATIONS), 0]], // no predecessors
  ]);
}

/** A change of 66 bytes that claims billions of predecessors. */
export function bottomlessChange() {
  return change([[0x70, [...signed(OPERATIONS), ...unsigned(0xffff_ffff)]]]);
}

const OPERATIONS = 2;

/** A first change of an actor, with the required columns and the given ones. */
function change(own) {
  const columns = [
    [0x15, [...signed(OPERATIONS), 1, "a".charCodeAt(0)]], // key
    [0x34, unsigned(OPERATIONS)], // insert: false
    [0x42, [...signed(OPERATIONS), 1]], // action: put
    [0x56, [...signed(OPERATIONS), 0]], // value: null
    ...own,
  ].sort(([a], [b]) => a - b);
  const body = Buffer.from([
    0, // no dependencies
    16,
    ...Buffer.alloc(16, 9), // actor
    1, // sequence number
    1, // first operation
    0, // time
    0, // no message
    0, // no other actors
    columns.length,
    ...columns.flatMap(([id, data]) => [id, data.length]),
    ...columns.flatMap(([, data]) => data),
  ]);
  return chunk(1, body);
}

function chunk(type, body) {
  const tail = Buffer.from([type, ...unsigned(body.length), ...body]);
  const checksum = createHash("sha256").update(tail).digest().subarray(0, 4);
  return Buffer.concat([Buffer.of(0x85, 0x6f, 0x4a, 0x83), checksum, tail]);
}

/** Unsigned LEB128. */
function unsigned(number) {
  const bytes = [];
  for (; number >= 0x80; number = Math.floor(number / 0x80)) bytes.push((number % 0x80) | 0x80);
  return [...bytes, number];
}

/** Signed LEB128, for numbers that are not negative. */
function signed(number) {
  const bytes = unsigned(number);
  const last = bytes.at(-1);
  return last < 0x40 ? bytes : [...bytes.slice(0, -1), last | 0x80, 0];
}
