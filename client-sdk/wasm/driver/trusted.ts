// The policy of the page makes no script of a string. What this SDK starts by its address is a file
// beside it: the policy "default" lets those of the app's own origin through, and nothing else.

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
