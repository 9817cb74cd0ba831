// The part of CBOR (RFC 8949) that the messages of a trial need: numbers, bytes, lists, null, booleans.

export function encode(value) {
  if (value === null) return Buffer.of(0xf6);
  if (typeof value === "boolean") return Buffer.of(value ? 0xf5 : 0xf4);
  if (Number.isSafeInteger(value) && value >= 0) return head(0, value);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(encode)]);
  throw new TypeError(`no CBOR for ${typeof value}`);
}

function head(major, argument) {
  if (argument < 24) return Buffer.of((major << 5) | argument);
  const bytes = Buffer.alloc(5);
  bytes[0] = (major << 5) | 26;
  bytes.writeUInt32BE(argument, 1);
  return bytes;
}

export function decode(bytes) {
  const [value, end] = item(Buffer.from(bytes), 0);
  if (end !== bytes.length) throw new RangeError("bytes after the value");
  return value;
}

function item(bytes, at) {
  const major = bytes[at] >> 5;
  const low = bytes[at] & 31;
  at += 1;
  if (major === 7) return [{ 20: false, 21: true, 22: null }[low], at];
  const width = low < 24 ? 0 : 2 ** (low - 24);
  const argument = width === 0 ? low : bytes.readUIntBE(at, width);
  at += width;
  if (major === 0) return [argument, at];
  if (major === 2) return [bytes.subarray(at, at + argument), at + argument];
  if (major === 3) return [bytes.toString("utf8", at, at + argument), at + argument];
  if (major !== 4) throw new RangeError(`major type ${major}`);
  const list = [];
  for (let count = 0; count < argument; count += 1) {
    const [element, end] = item(bytes, at);
    list.push(element);
    at = end;
  }
  return [list, at];
}
