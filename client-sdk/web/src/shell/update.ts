// The app on the phone and its updates.
//
// An update is fetched and checked in the background and then waits. It takes over when the user chooses it, or by
// itself when the app is opened after every tab was closed. It interrupts nothing.

/** Dispatched on `window` when an update waits; see `isUpdateReady`. */
export const UPDATE_READY = "puente-update";

let ready = false;

/** Whether an update waits for `takeUpdate`. */
export function isUpdateReady(): boolean {
  return ready;
}

/** Starts the service worker, which keeps the app and looks for updates. Call it once, when the app starts. */
export async function keepApp(): Promise<void> {
  const { serviceWorker } = navigator;
  // Without a secure context the app works only with a network, and there are no updates.
  if (!serviceWorker || import.meta.env.DEV) return;
  const registration = await serviceWorker.register("/sw.js", { updateViaCache: "none" });
  const look = () => {
    // Without a controller this is the first version, not an update.
    if (ready || !registration.waiting || !serviceWorker.controller) return;
    ready = true;
    dispatchEvent(new Event(UPDATE_READY));
  };
  look();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
  addEventListener("online", () => void registration.update().catch(() => {}));
}

/** Whether the whole app is kept on this phone and opens without a network. */
export async function isKept(): Promise<boolean> {
  const registration = await navigator.serviceWorker?.getRegistration();
  return Boolean(registration?.active);
}

/** Looks for an update now. */
export async function lookForUpdate(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update();
}

/**
 * Lets the waiting update take over and reloads the app. Save what was typed before: saved records and drafts in the
 * store survive, a form that is only on the screen does not.
 */
export async function takeUpdate(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration?.waiting) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  registration.waiting.postMessage("activate");
}

/** Has this phone keep the parts that most phones never open, for when there is no network. */
export async function keepLaterParts(): Promise<void> {
  const registration = await navigator.serviceWorker?.ready;
  registration?.active?.postMessage("opened");
}
