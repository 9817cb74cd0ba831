export { default as Import } from "./Import.svelte";
export { default as List } from "./List.svelte";
export { default as Lists } from "./Lists.svelte";
