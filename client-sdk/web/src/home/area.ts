export { default as Home } from "./Home.svelte";
export { default as Quarantine } from "./Quarantine.svelte";
export { default as ServerConflicts } from "./ServerConflicts.svelte";
export { default as SignIn } from "./SignIn.svelte";
