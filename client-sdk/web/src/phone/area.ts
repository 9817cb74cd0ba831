export { default as Attention } from "./Attention.svelte";
export { default as Courier } from "./Courier.svelte";
export { default as Join } from "./Join.svelte";
export { default as Phone } from "./Phone.svelte";
export { default as Settings } from "./Settings.svelte";
