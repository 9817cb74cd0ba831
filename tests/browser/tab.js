// A tab with the SDK in it, seen from the test.

/** Opens a tab on the page of these tests. */
export async function openTab(chromium, origin) {
  const page = await chromium.page();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${origin}/page/index.html`);
  return {
    /** Calls the store's client; see page/tab.js for the answer's shape. */
    call: (name, ...values) =>
      page.evaluate(([name, values]) => window.call(name, ...values), [name, values]),
    async trial(batch) {
      const result = await page.evaluate((batch) => window.trial(batch), [...batch]);
      return result.outcomes ? { outcomes: Uint8Array.from(result.outcomes) } : result;
    },
    /** See `leaveKeyFile` in page/tab.js. */
    leaveKeyFile: (bytes) => page.evaluate((bytes) => window.leaveKeyFile(bytes), bytes),
    /** Registers people until `count` are acknowledged and answers their codes; more are under way. */
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
          // The page dies with its browser, in the midst of it; that is the point.
          .catch((error) => reject(error));
      });
    },
    complaints,
  };
}
