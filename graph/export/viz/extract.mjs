// Takes the WebAssembly module out of the npm package @viz-js/viz and packs it.
//
//   npm pack @viz-js/viz@3.31.0 && tar xzf viz-js-viz-3.31.0.tgz
//   node extract.mjs package/dist/viz.js viz.wasm
//   zstd -19 viz.wasm
//
// The script of the package holds the module encoded; it is caught when the script
// hands it to the engine. The letters by which module and host know each other's
// functions are printed: host.go lists what they mean.
import fs from "fs";
import path from "path";
import { pathToFileURL } from "url";

const [script, target] = process.argv.slice(2);
const instantiate = WebAssembly.instantiate;
let bytes;
WebAssembly.instantiate = function (source, imports) {
  if (!bytes && (source instanceof Uint8Array || source instanceof ArrayBuffer)) {
    bytes = new Uint8Array(source.slice(0));
  }
  return instantiate.apply(this, arguments);
};
const viz = await import(pathToFileURL(path.resolve(script)));
await viz.instance();
fs.writeFileSync(target, bytes);
const module = new WebAssembly.Module(bytes);
console.log(WebAssembly.Module.imports(module));
console.log(WebAssembly.Module.exports(module).map((x) => x.name + ":" + x.kind).join(" "));
