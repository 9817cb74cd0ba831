export { default as Invite } from "./Invite.svelte";
export { default as Phones } from "./Phones.svelte";
export { default as SetUp } from "./SetUp.svelte";
export { default as Sites } from "./Sites.svelte";
export { default as Team } from "./Team.svelte";
export { default as TeamMember } from "./TeamMember.svelte";
