// A QR code of a record code: at most 16 characters of the alphanumeric set make a symbol of version 1
// (21 × 21) at level Q, which survives a quarter of it being smudged. ISO/IEC 18004.

const SIZE = 21;
const DATA_CODEWORDS = 13;
const CHECK_CODEWORDS = 13;
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const LEVEL_Q = 0b11;

/** Rows of modules, dark ones true. Throws a `RangeError` if the text does not fit. */
export function qr(text: string): boolean[][] {
  const codewords = dataCodewords(text);
  const bits = [...codewords, ...checkCodewords(codewords)].flatMap((word) => bitsOf(word, 8));
  let best: boolean[][] = [];
  let least = Infinity;
  for (let mask = 0; mask < 8; mask += 1) {
    const symbol = draw(bits, mask);
    const cost = penalty(symbol);
    if (cost < least) [best, least] = [symbol, cost];
  }
  return best;
}

function bitsOf(value: number, width: number): number[] {
  return Array.from({ length: width }, (_, place) => (value >> (width - 1 - place)) & 1);
}

function dataCodewords(text: string): number[] {
  const values = [...text].map((character) => ALPHABET.indexOf(character));
  if (values.length > 16 || values.includes(-1)) throw new RangeError("no symbol of version 1");
  const bits = [...bitsOf(0b0010, 4), ...bitsOf(values.length, 9)];
  for (let at = 0; at < values.length; at += 2) {
    const [first = 0, second] = values.slice(at, at + 2);
    bits.push(...(second === undefined ? bitsOf(first, 6) : bitsOf(first * 45 + second, 11)));
  }
  // The end is four zeros, or as many as fit, then zeros up to a whole codeword.
  const end = Math.min(bits.length + 4, DATA_CODEWORDS * 8);
  while (bits.length < end || bits.length % 8 !== 0) bits.push(0);
  const words: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    words.push(bits.slice(at, at + 8).reduce((word, bit) => (word << 1) | bit, 0));
  }
  for (let pad = 0xec; words.length < DATA_CODEWORDS; pad ^= 0xec ^ 0x11) words.push(pad);
  return words;
}

/** Multiplication in GF(256) modulo x⁸ + x⁴ + x³ + x² + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> bit) & 1) * a;
  }
  return product;
}

/** The remainder of Reed–Solomon division by (x − 1)(x − 2)…(x − 2¹²). */
function checkCodewords(data: number[]): number[] {
  let generator = [1];
  for (let power = 0, root = 1; power < CHECK_CODEWORDS; power += 1, root = times(root, 2)) {
    const next = [...generator, 0];
    generator.forEach((coefficient, place) => {
      next[place + 1] = (next[place + 1] ?? 0) ^ times(coefficient, root);
    });
    generator = next;
  }
  const rest = [...data, ...Array<number>(CHECK_CODEWORDS).fill(0)];
  data.forEach((_, place) => {
    const lead = rest[place] ?? 0;
    generator.forEach((coefficient, offset) => {
      rest[place + offset] = (rest[place + offset] ?? 0) ^ times(coefficient, lead);
    });
  });
  return rest.slice(data.length);
}

const MASKS: ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

function draw(bits: number[], mask: number): boolean[][] {
  const symbol: (boolean | null)[][] = Array.from({ length: SIZE }, () => Array<boolean | null>(SIZE).fill(null));
  const set = (row: number, column: number, dark: boolean) => {
    const line = symbol[row];
    if (line && column >= 0 && column < SIZE) line[column] = dark;
  };
  for (const [top, left] of [[0, 0], [0, SIZE - 7], [SIZE - 7, 0]] as const) {
    for (let row = -1; row <= 7; row += 1) {
      for (let column = -1; column <= 7; column += 1) {
        const ring = Math.max(Math.abs(row - 3), Math.abs(column - 3));
        set(top + row, left + column, ring !== 2 && ring !== 4);
      }
    }
  }
  for (let at = 8; at < SIZE - 8; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  drawFormat(set, mask);
  const masked = MASKS[mask] ?? (() => false);
  let bit = 0;
  for (let right = SIZE - 1; right > 0; right -= 2) {
    if (right === 6) right = 5; // the column of the timing pattern
    const upward = ((right + 1) & 2) === 0;
    for (let step = 0; step < SIZE; step += 1) {
      for (const column of [right, right - 1]) {
        const row = upward ? SIZE - 1 - step : step;
        if (symbol[row]?.[column] !== null) continue;
        set(row, column, (bits[bit] ?? 0) === 1 !== masked(row, column));
        bit += 1;
      }
    }
  }
  return symbol.map((line) => line.map((dark) => dark === true));
}

/** The level and the mask, twice, under a BCH code of 15 bits. */
function drawFormat(set: (row: number, column: number, dark: boolean) => void, mask: number): void {
  const data = (LEVEL_Q << 3) | mask;
  let rest = data;
  for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const format = ((data << 10) | rest) ^ 0x5412;
  const bit = (place: number) => ((format >> place) & 1) === 1;
  for (let place = 0; place <= 5; place += 1) set(place, 8, bit(place));
  set(7, 8, bit(6));
  set(8, 8, bit(7));
  set(8, 7, bit(8));
  for (let place = 9; place < 15; place += 1) set(8, 14 - place, bit(place));
  for (let place = 0; place < 8; place += 1) set(8, SIZE - 1 - place, bit(place));
  for (let place = 8; place < 15; place += 1) set(SIZE - 15 + place, 8, bit(place));
  set(SIZE - 8, 8, true);
}

/** How hard a symbol is to read: long runs, blocks, and too much of one colour. */
function penalty(symbol: boolean[][]): number {
  const at = (row: number, column: number) => symbol[row]?.[column] === true;
  let cost = 0;
  let dark = 0;
  for (let line = 0; line < SIZE; line += 1) {
    for (const read of [(i: number) => at(line, i), (i: number) => at(i, line)]) {
      let run = 1;
      for (let i = 1; i <= SIZE; i += 1) {
        if (i < SIZE && read(i) === read(i - 1)) run += 1;
        else {
          if (run >= 5) cost += run - 2;
          run = 1;
        }
      }
    }
    for (let column = 0; column < SIZE; column += 1) {
      if (at(line, column)) dark += 1;
      if (line === 0 || column === 0) continue;
      const same = [at(line - 1, column), at(line, column - 1), at(line - 1, column - 1)];
      if (same.every((other) => other === at(line, column))) cost += 3;
    }
  }
  return cost + Math.floor(Math.abs((dark * 20) / (SIZE * SIZE) - 10)) * 10;
}
