import { mount } from "svelte";
import { readTexts } from "./app/language.svelte";
import { applyTheme } from "./app/theme.svelte";
import App from "./App.svelte";
import { keepApp } from "./shell/update";
import "./style/tokens.css";
import "./style/base.css";
import "./style/print.css";

applyTheme();
// Without it the app still works where there is a network.
keepApp().catch(() => {});
await readTexts();
mount(App, { target: document.body });
