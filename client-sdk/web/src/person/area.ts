export { default as Conflicts } from "./Conflicts.svelte";
export { default as Find } from "./Find.svelte";
export { default as History } from "./History.svelte";
export { default as Person } from "./Person.svelte";
export { default as Section } from "./Section.svelte";
