import { mount } from "svelte";
import { readTexts } from "./app/language.svelte";
import { applyTheme } from "./app/theme.svelte";
import App from "./App.svelte";
import { keepApp } from "./shell/update";
import "./style/tokens.css";
import "./style/base.css";
import "./style/print.css";

applyTheme();
// Without the service worker the app still works with a network.
keepApp().catch(() => {});
await readTexts();
mount(App, { target: document.body });
