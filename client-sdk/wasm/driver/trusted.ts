// The policy of the page allows no script from a string. This SDK starts only files beside it by their addresses: the
// policy "default" allows those of the app's own origin, and nothing else.

interface TrustedTypes {
  readonly defaultPolicy: unknown;
  createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown;
}

const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
if (types && !types.defaultPolicy) {
  types.createPolicy("default", {
    createScriptURL: (url) => (new URL(url, location.href).origin === location.origin ? url : null),
  });
}
