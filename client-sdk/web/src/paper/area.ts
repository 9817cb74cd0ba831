export { default as FromPaper } from "./FromPaper.svelte";
export { default as Paper } from "./Paper.svelte";
