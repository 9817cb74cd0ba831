// A film of one QR code that Chromium takes for its camera.

import { writeFile } from "node:fs/promises";

const [WIDTH, HEIGHT] = [640, 480];
/** Light grey paper on a darker table: no real picture is black and white. */
const [PAPER, INK, TABLE, NO_COLOUR] = [225, 40, 150, 128];

/** Writes the film; `dark`: rows of modules. Returns the flags with which a browser sees it. */
export async function film(file, dark) {
  const module_px = Math.floor((HEIGHT * 0.6) / dark.length);
  const [left, top] = [WIDTH, HEIGHT].map((of) => Math.floor((of - module_px * dark.length) / 2));
  const border = module_px * 4;
  const luma = Buffer.alloc(WIDTH * HEIGHT, TABLE);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const [column, row] = [Math.floor((x - left) / module_px), Math.floor((y - top) / module_px)];
      const onPaper = x >= left - border && y >= top - border && x < WIDTH - left + border && y < HEIGHT - top + border;
      if (onPaper) luma[y * WIDTH + x] = dark[row]?.[column] ? INK : PAPER;
    }
  }
  const frame = [Buffer.from("FRAME\n"), luma, Buffer.alloc((WIDTH * HEIGHT) / 2, NO_COLOUR)];
  await writeFile(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), ...frame]));
  return camera(file);
}

/** The flags for a camera that exists and may be used. */
function camera(file) {
  return [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-video-capture=${file}`,
  ];
}

/** The modules of the code that the app draws. */
export async function modulesOf(page) {
  const path = await page.locator("svg[role=img] path").first().getAttribute("d");
  const dark = Array.from({ length: 21 }, () => new Array(21).fill(false));
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)/g)) dark[y][x] = true;
  return dark;
}
