// Light unless the user chooses dark: light can be read in the sun.

export type Theme = "light" | "dark";
const KEPT = "puente.theme";
const chosen = $state<{ theme: Theme }>({ theme: localStorage.getItem(KEPT) === "dark" ? "dark" : "light" });

export function theme(): Theme {
  return chosen.theme;
}

export function applyTheme(theme: Theme = chosen.theme): void {
  chosen.theme = theme;
  localStorage.setItem(KEPT, theme);
  document.documentElement.dataset["theme"] = theme;
  const paint = theme === "dark" ? "#0b322d" : "#0c4a43";
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", paint);
}
