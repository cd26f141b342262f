// Writes the bundles and their licences: npm ci && npm run build

import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "..");

// A stylesheet travels inside the script as text: one request, and nothing is drawn unstyled.
const cssAsText = {
  name: "css-as-text",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { outputFiles } = await build({
        entryPoints: [path],
        bundle: true,
        minify: true,
        write: false,
        loader: { ".png": "empty" },
        external: ["*.png"],
      });
      return { contents: outputFiles[0].text.trim(), loader: "text" };
    });
  },
};

const NOTICE = {
  graph: "What static/graph.js is made of besides Cluster Atlas itself (Apache-2.0):",
  map: "What static/map.js and static/us-outlines.json are made of besides Cluster Atlas itself (Apache-2.0):",
};

async function bundle(name) {
  const { metafile } = await build({
    entryPoints: [join(here, name, "index.js")],
    outfile: join(out, name, "static", `${name}.js`),
    absWorkingDir: here,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2022"],
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [cssAsText],
    metafile: true,
    logLevel: "warning",
  });
  const packages = new Set(
    Object.keys(metafile.inputs)
      .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
      .filter(Boolean),
  );
  if (name === "map") packages.add("us-atlas");
  await writeFile(join(out, name, "LICENSES.txt"), await licences(name, [...packages].sort()));
}

async function licences(name, packages) {
  const parts = [NOTICE[name]];
  for (const item of packages) {
    const folder = join(here, "node_modules", item);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${item} ${version} ships no licence text: add it before bundling it`);
    const text = (await readFile(join(folder, file), "utf8")).replaceAll("\r\n", "\n").trim();
    const data = item === "us-atlas" ? "\nThe outlines themselves come from the US Census Bureau and are in the public domain.\n" : "";
    parts.push(`${"=".repeat(80)}\n${item} ${version} (${license})\n${data}\n${text}`);
  }
  return `${parts.join("\n\n")}\n`;
}

await bundle("graph");
await bundle("map");
await copyFile(
  join(here, "node_modules/us-atlas/counties-10m.json"),
  join(out, "map", "static", "us-outlines.json"),
);
