// A connection to a server with a speed and a delay that a test sets; it may break.

import { connect, createServer } from "node:net";
import { once } from "node:events";

/** Bytes that may be under way at once; it takes no more from the sender. */
const UNDER_WAY_BYTES = 16 * 1024;
const PACKET_BYTES = 1_400;

/** Listens on a free port of this machine and carries everything to `upstream`. */
export async function road(upstream) {
  const { hostname, port } = new URL(upstream);
  const state = { latency_ms: 0, bytes_per_s: Infinity, breaks: [], carried: 0, broken: 0 };
  const sockets = new Set();
  const breakAll = () => {
    state.broken += 1;
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to, isDown] of [[near, far, false], [far, near, true]]) {
      sockets.add(from);
      from.on("close", () => sockets.delete(from));
      carry(state, from, to, isDown, breakAll);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** Sets half the round trip, bytes a second each way, and after how many bytes down the next connections break. */
    make({ latency_ms, bytes_per_s, breaks = [] }) {
      Object.assign(state, { latency_ms, bytes_per_s, breaks: [...breaks], carried: 0, broken: 0 });
    },
    /** How often it broke. */
    broken: () => state.broken,
    async stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}

function carry(state, from, to, isDown, breakAll) {
  let free = 0;
  let waiting = 0;
  // Bytes under way arrive before the end of the stream; after an error nothing arrives.
  from.on("end", () => setTimeout(() => to.end(), Math.max(0, free - performance.now()) + state.latency_ms));
  from.on("error", () => to.destroy());
  from.on("close", (failed) => failed && to.destroy());
  const send = (packet) => {
    const now = performance.now();
    free = Math.max(now, free) + (packet.length / state.bytes_per_s) * 1000;
    waiting += packet.length;
    setTimeout(() => {
      waiting -= packet.length;
      if (waiting <= UNDER_WAY_BYTES) from.resume();
      if (to.destroyed) return;
      to.write(packet);
      if (!isDown) return;
      state.carried += packet.length;
      if (!(state.carried >= state.breaks[0])) return;
      state.carried = 0;
      state.breaks.shift();
      breakAll();
    }, free - now + state.latency_ms);
  };
  from.on("data", (chunk) => {
    for (let at = 0; at < chunk.length; at += PACKET_BYTES) send(chunk.subarray(at, at + PACKET_BYTES));
    if (waiting > UNDER_WAY_BYTES) from.pause();
  });
}
