// Only compiled, by `npm run check`: what the types of `t` must refuse.

import { known, t } from "../src/app/language.svelte";

export function refused(which: "alone" | "doubted", code: string) {
  t("add");
  t("find-found", { n: 2 });
  t(`minor-what-${which}`, { name: "Rosa" });
  if (known(code)) t(code);
  return () => {
    // @ts-expect-error: there is no such key.
    t("ad");
    // @ts-expect-error: no key is built in this way.
    t(`minor-what-${code}`, { name: "Rosa" });
    // @ts-expect-error: a value is missing.
    t(`minor-what-${which}`);
    // @ts-expect-error: the value has another name.
    t("find-found", { count: 2 });
    // @ts-expect-error: what chooses between forms is a number.
    t("find-found", { n: "2" });
  };
}
