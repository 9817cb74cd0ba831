import { mount } from "svelte";
import { language } from "./app/language.svelte";
import { applyTheme } from "./app/theme.svelte";
import App from "./App.svelte";
import { keepApp } from "./shell/update";
import "./style/tokens.css";
import "./style/base.css";
import "./style/print.css";

document.documentElement.lang = language();
applyTheme();
mount(App, { target: document.body });
// Without it the app still works where there is a network.
keepApp().catch(() => {});
