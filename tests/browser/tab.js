// A tab with the SDK in it, seen from the test.

/** Opens a tab on the page of these tests. */
export async function openTab(chromium, origin) {
  const page = await chromium.page();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/content security policy|trusted type/i.test(message.text())) {
      complaints.push(message.text());
    }
  });
  await page.goto(`${origin}/page/index.html`);
  const call = (name, request) =>
    page.evaluate(([name, request]) => window.call(name, request), [name, request]);
  return {
    /** Calls the store; see page/tab.js for the shape of the result. */
    call,
    /** Makes the store of a new person. */
    async create(secret) {
      await call("start");
      return call("create", { secret, secret_kind: "passphrase" });
    },
    /** Opens the store of the first person on this phone. */
    async open(secret) {
      const started = await call("start");
      return started.ok ? call("open", { holder: "1", secret }) : started;
    },
    lock: () => page.evaluate(() => window.lock()),
    /** See `untilSynced`, `untilField` and `leftovers` in page/tab.js. */
    untilSynced: () => page.evaluate(() => window.untilSynced()),
    untilField: (...what) => page.evaluate((what) => window.untilField(...what), what),
    /** See `median` in page/tab.js. */
    median: (...what) => page.evaluate((what) => window.median(...what), what),
    leftovers: () => page.evaluate(() => window.leftovers()),
    page,
    notices: () => page.evaluate(() => window.notices()),
    async trial(batch) {
      const result = await page.evaluate((batch) => window.trial(batch), [...batch]);
      return result.outcomes ? { outcomes: Uint8Array.from(result.outcomes) } : result;
    },
    /** See `leaveKeyFile` in page/tab.js. */
    leaveKeyFile: (bytes) => page.evaluate((bytes) => window.leaveKeyFile(bytes), bytes),
    /** Registers people until `count` are acknowledged and returns their codes, while more are under way. */
    registerUntil(count, surname) {
      return new Promise((resolve, reject) => {
        const codes = [];
        const acknowledged = (code) => {
          codes.push(code);
          if (codes.length >= count) resolve(codes);
        };
        page
          .exposeFunction("acknowledged", acknowledged)
          .then(() => page.evaluate((surname) => window.registerWithoutEnd(surname), surname))
          // The page dies with its browser during a call, as intended.
          .catch((error) => reject(error));
      });
    },
    complaints,
  };
}
