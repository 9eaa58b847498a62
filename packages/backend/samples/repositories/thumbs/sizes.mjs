/** Widths in pixels that the shop's picture element asks for. */
export const WIDTHS = [160, 320, 640];

/** `pictures/a.jpg` and 160 give `thumbs/160/a.webp`. */
export function thumbKey(key, width) {
  const name = key.split('/').at(-1).replace(/\.[^.]+$/, '');
  return `thumbs/${width}/${name}.webp`;
}
