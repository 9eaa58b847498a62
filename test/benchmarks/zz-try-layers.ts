import { createReadStream } from 'node:fs';
import { readLayer, foldLayers } from '@lambda-compat/image-contents';
async function main() {
  const [file, diffId] = process.argv.slice(2);
  const t = performance.now();
  let peak = 0; const base = process.memoryUsage().rss; const i = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 10);
  const l = await readLayer(createReadStream(file, { highWaterMark: 65536 }), { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', diffId });
  const t2 = performance.now();
  const f = foldLayers([l]);
  clearInterval(i);
  console.log(file, (t2 - t).toFixed(0), 'ms; fold', (performance.now() - t2).toFixed(0), l.entries.length, Object.keys(l.libraries).length, f.files.size, l.problems.slice(0, 5), 'base', base>>20, 'peak', peak >> 20, 'json', JSON.stringify(l).length);
}
main().catch(e => { console.error(e); process.exit(1); });
